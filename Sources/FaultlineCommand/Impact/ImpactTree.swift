import Faultline

/// The blast radius as a tree: every impacted CI that the report describes once, below its parent.
enum ImpactTree {
    static func make(_ report: ImpactReport, _ style: Style) -> TextTree {
        var tree = TextTree()
        tree.omitted = report.omitted
        var places: [NodeID: Int] = [:]
        for ci in report.failing {
            let text =
                "\(style.verdict(ci.name.oneLine, .down)) \(classText(ci, style)) \(style.verdict("fails", .down))"
            places[ci.id] = tree.append(text, below: nil, isCut: report.cut.contains(ci.id))
        }
        // Nearest first: what a CI hangs on comes before it.
        for impacted in report.impacted {
            places[impacted.ci.id] = tree.append(
                text(of: impacted, style), below: impacted.parent.flatMap { places[$0] },
                isCut: report.cut.contains(impacted.ci.id))
        }
        return tree
    }

    private static func text(of impacted: ImpactedCI, _ style: Style) -> String {
        let joint = impacted.isJoint ? style.bold(" [joint]") : ""
        return "\(style.verdict(impacted.ci.name.oneLine, impacted.verdict)) \(classText(impacted.ci, style)) "
            + "\(style.verdict(impacted.verdict.title, impacted.verdict))\(joint)"
            + style.dim(": \(WitnessText.reason(impacted))")
    }

    static func classText(_ ci: CISummary, _ style: Style) -> String { style.dim("(\(ci.ciClass))") }
}
