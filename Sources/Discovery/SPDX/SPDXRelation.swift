/// What a type of relationship means between packages. Names are compared without case and `_`: SPDX 2 writes
/// `DEPENDS_ON` and inverse names, SPDX 3 `dependsOn`.
struct SPDXRelation {
    var kind: BillOfMaterialsGraph.Kind
    /// Whether the second element is the one that needs the first.
    var isInverse: Bool

    /// Nil for types that relate nothing but documents, files and their contents.
    init?(_ type: String, scope: String? = nil) {
        let name = type.lowercased().replacing("_", with: "").replacing("-", with: "")
        guard let found = Self.meanings[name] else { return nil }
        (kind, isInverse) = found
        // A dependency that is needed in one phase of the life cycle only.
        if kind == .needs, let scope, ["build", "development", "design", "test"].contains(scope.lowercased()) {
            kind = .developedWith
        }
    }

    private static let meanings: [String: (BillOfMaterialsGraph.Kind, Bool)] = [
        "dependson": (.needs, false), "dependencyof": (.needs, true), "runtimedependencyof": (.needs, true),
        "runtimedependency": (.needs, false), "prerequisitefor": (.needs, true), "hasprerequisite": (.needs, false),
        "prerequisite": (.needs, false), "hasdynamiclink": (.needs, false), "hasstaticlink": (.needs, false),
        "dynamiclink": (.needs, false), "staticlink": (.needs, false), "provideddependencyof": (.needs, true),
        "hasprovideddependency": (.needs, false), "provideddependency": (.needs, false),
        "optionaldependencyof": (.uses, true), "hasoptionaldependency": (.uses, false),
        "optionaldependency": (.uses, false), "optionalcomponentof": (.uses, true),
        "hasoptionalcomponent": (.uses, false), "optionalcomponent": (.uses, false),
        "contains": (.contains, false), "containedby": (.contains, true), "packageof": (.contains, true),
        "builddependencyof": (.developedWith, true), "devdependencyof": (.developedWith, true),
        "testdependencyof": (.developedWith, true), "buildtoolof": (.developedWith, true),
        "devtoolof": (.developedWith, true), "testtoolof": (.developedWith, true), "testof": (.developedWith, true),
        "usestool": (.developedWith, false), "builddependency": (.developedWith, false),
        "devdependency": (.developedWith, false), "testdependency": (.developedWith, false),
        "generates": (.builtFrom, true), "generatedfrom": (.builtFrom, false), "descendantof": (.builtFrom, false),
        "ancestorof": (.builtFrom, true), "patchfor": (.relatesTo, false), "copyof": (.relatesTo, false),
        "variantof": (.relatesTo, false), "hasvariant": (.relatesTo, false), "other": (.relatesTo, false),
    ]

    /// Whether the type says what the document is about; the answer tells which end that is.
    static func describes(_ type: String) -> (isDescription: Bool, isInverse: Bool) {
        switch type.uppercased() {
        case "DESCRIBES": (true, false)
        case "DESCRIBED_BY": (true, true)
        default: (false, false)
        }
    }
}
