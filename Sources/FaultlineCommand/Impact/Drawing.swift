import Faultline

/// Boxes and arrows in Graphviz's language.
struct Drawing {
    struct Box {
        let id: NodeID
        let name: String
        let ciClass: String
        /// Nil for what has no verdict.
        let verdict: Verdict?
        var isCause = false
    }

    struct Arrow {
        let from: NodeID
        let to: NodeID
        let label: String
    }

    let title: String
    let boxes: [Box]
    let arrows: [Arrow]

    var dot: String {
        var text = "digraph faultline {\n"
        text += "  graph [rankdir=LR, label=\(Self.quoted(title)), labelloc=t, fontname=\"Helvetica\"];\n"
        text += "  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"Helvetica\", fontsize=10];\n"
        text += "  edge [color=\"#666666\", fontname=\"Helvetica\", fontsize=8];\n"
        for box in boxes {
            let colours = Self.colours(box)
            text += "  n\(box.id.rawValue) [label=\(Self.quoted(box.name + "\n" + box.ciClass))"
            text += ", fillcolor=\"\(colours.fill)\", color=\"\(colours.line)\"\(box.isCause ? ", penwidth=3" : "")];\n"
        }
        for arrow in arrows {
            text += "  n\(arrow.from.rawValue) -> n\(arrow.to.rawValue)"
            text += arrow.label.isEmpty ? ";\n" : " [label=\(Self.quoted(arrow.label))];\n"
        }
        return text + "}\n"
    }

    private static func colours(_ box: Box) -> (fill: String, line: String) {
        if box.isCause { return ("#c62828", "#7f0000") }
        return switch box.verdict {
        case .down: ("#ef9a9a", "#c62828")
        case .degraded: ("#e1bee7", "#7b1fa2")
        case .atRisk: ("#fff59d", "#f9a825")
        case .unaffected, nil: ("#ffffff", "#666666")
        }
    }

    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text {
            switch character {
            case "\"", "\\": quoted += "\\" + String(character)
            case "\n": quoted += "\\n"
            default: quoted += String(character).oneLine
            }
        }
        return quoted + "\""
    }
}

extension Drawing {
    /// The blast radius: arrows lead the way that failure travels.
    init(_ report: ImpactReport) {
        title = "When \(report.failing.map(\.name).joined(separator: ", ")) fails (commit \(report.version))"
        boxes =
            report.failing.map {
                Box(id: $0.id, name: $0.name, ciClass: $0.ciClass, verdict: .down, isCause: true)
            }
            + report.impacted.map {
                Box(id: $0.ci.id, name: $0.ci.name, ciClass: $0.ci.ciClass, verdict: $0.verdict)
            }
        arrows = report.impacted.flatMap { impacted in
            impacted.witness.lost.map { Arrow(from: $0.id, to: impacted.ci.id, label: impacted.witness.group ?? "") }
        }
    }
}
