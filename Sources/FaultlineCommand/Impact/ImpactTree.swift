import Faultline

/// The blast radius as a tree: every impacted CI once, below the lost member of its witness through which the failure
/// came nearest.
enum ImpactTree {
    static func make(_ report: ImpactReport, _ style: Style) -> TextTree {
        var tree = TextTree()
        var places: [NodeID: (position: Int, distance: Int)] = [:]
        for ci in report.failing {
            let text =
                "\(style.verdict(ci.name.oneLine, .down)) \(classText(ci, style)) \(style.verdict("fails", .down))"
            places[ci.id] = (tree.append(text, below: nil), 0)
        }
        // Nearest first: what a CI hangs on comes before it.
        for impacted in report.impacted {
            let nearest = impacted.witness.lost.compactMap { places[$0.id] }.min { $0.distance < $1.distance }
            let position = tree.append(text(of: impacted, style), below: nearest?.position)
            places[impacted.ci.id] = (position, impacted.distance)
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
