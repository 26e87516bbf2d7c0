import GraphModel

/// Looks up the names in merged declarations and builds the compiled form.
struct SchemaCompiler {
    let declarations: DeclarationMerger
    var problems: [SchemaViolation] = []
    /// Preorder of the tree: the declaration's index, and the code of the parent.
    private var order: [(declaration: Int, parent: ClassCode?)] = []
    var codes: [String: ClassCode] = [:]
    var typeNames: Set<String> = []

    /// Compiles documents in order; later ones may add to earlier ones.
    ///
    /// Throws everything that is wrong with them at once, in order of documents.
    static func compile(_ documents: [SchemaDocument]) throws(SchemaError) -> SchemaContent {
        var merger = DeclarationMerger()
        var problems: [SchemaViolation] = []
        var versions: [String] = []
        for document in documents {
            let (declarations, unreadable) = DeclarationReader.read(document)
            problems += unreadable
            merger.add(declarations)
            let title = [declarations.name ?? document.name, declarations.version]
            versions.append(title.compactMap(\.self).joined(separator: " "))
        }
        var compiler = SchemaCompiler(declarations: merger, problems: problems + merger.problems)
        compiler.arrangeClasses()
        let classes = compiler.compileClasses()
        let types = compiler.compileTypes()
        compiler.checkSpellings(of: types)
        let reconciliation = compiler.compileReconciliation(classes)
        let found = sorted(compiler.problems, by: documents)
        if let first = found.first { throw SchemaError(first, Array(found.dropFirst())) }
        return SchemaContent(
            versions: versions, classes: classes, relationshipTypes: types, reconciliation: reconciliation)
    }

    /// In order of documents and positions, except that what made a document unreadable comes before what follows from
    /// its absence.
    private static func sorted(_ problems: [SchemaViolation], by documents: [SchemaDocument]) -> [SchemaViolation] {
        func place(_ problem: SchemaViolation) -> (Int, Int, Int, Int) {
            let position = problem.position
            let document = documents.firstIndex { $0.name == position?.file } ?? documents.count
            let isUnreadable = problem.kind == .syntax || problem.kind == .nesting
            return (isUnreadable ? 0 : 1, document, position?.line ?? 0, position?.column ?? 0)
        }
        return problems.sorted { place($0) < place($1) }
    }

    private init(declarations: DeclarationMerger, problems: [SchemaViolation]) {
        self.declarations = declarations
        self.problems = problems
        typeNames = Set(declarations.types.map(\.name.value))
    }

    mutating func report(
        _ kind: SchemaViolation.Code, _ message: String, at position: SourcePosition, advice: String? = nil
    ) {
        problems.append(SchemaViolation(kind, message, at: position, advice: advice))
    }

    /// Numbers the classes in preorder, so that a class and its descendants have consecutive codes.
    private mutating func arrangeClasses() {
        let classes = declarations.classes
        let overrides = declarations.types.reduce(0) { $0 + $1.overrides.count + 1 }
        if classes.count > SchemaLimits.classes || overrides > SchemaLimits.impactSpecs {
            problems.append(
                SchemaViolation(
                    .tooMany,
                    "more than \(SchemaLimits.classes) classes, or \(SchemaLimits.impactSpecs) types and overrides"))
            return
        }
        let names = Set(classes.map(\.name.value))
        var children: [String: [Int]] = [:]
        var stack: [(declaration: Int, parent: ClassCode?)] = []
        for (index, declaration) in classes.enumerated().reversed() {
            guard let parent = declaration.parent else {
                stack.append((index, nil))
                continue
            }
            if !names.contains(parent.value) {
                report(
                    .unknownName,
                    "class `\(declaration.name.value)` has the unknown parent `\(parent.value)`", at: parent.position,
                    advice: NameSuggestions.question(for: parent.value, among: names))
            }
            children[parent.value, default: []].append(index)
        }
        var depths: [Int] = []
        while let next = stack.popLast() {
            let depth = next.parent.map { depths[Int($0.rawValue)] + 1 } ?? 1
            if depth > SchemaLimits.classDepth {
                let name = classes[next.declaration].name
                report(
                    .tooMany, "class `\(name.value)` has more than \(SchemaLimits.classDepth - 1) ancestors",
                    at: name.position, advice: "A node carries all of them as labels.")
                continue
            }
            depths.append(depth)
            let code = ClassCode(rawValue: UInt16(order.count))
            let name = classes[next.declaration].name.value
            codes[name] = code
            order.append(next)
            for child in children[name] ?? [] { stack.append((child, code)) }
        }
        reportCycles(names: names)
    }

    /// What no root leads to, and whose chain of parents never leaves the known classes, runs in a circle.
    private mutating func reportCycles(names: Set<String>) {
        var parents: [String: Located<String>] = [:]
        for declaration in declarations.classes { parents[declaration.name.value] = declaration.parent }
        var reported: Set<String> = []
        for declaration in declarations.classes where codes[declaration.name.value] == nil {
            var chain = [declaration.name.value]
            while let parent = parents[chain[chain.count - 1]], names.contains(parent.value) {
                guard let start = chain.firstIndex(of: parent.value) else {
                    chain.append(parent.value)
                    continue
                }
                if reported.isDisjoint(with: chain) {
                    let circle = (chain[start...] + [parent.value]).joined(separator: " < ")
                    report(
                        .cycle, "classes are their own ancestors: \(circle)", at: declaration.name.position,
                        advice: "Give one of them another parent.")
                }
                reported.formUnion(chain)
                break
            }
        }
    }

    private mutating func compileClasses() -> [CIClass] {
        var compiled: [CIClass] = []
        var inherited: [[String: AttributeDefinition]] = []
        var identity = InheritedIdentity()
        for (index, parent) in order {
            let declaration = declarations.classes[index]
            let parentClass = parent.map { compiled[Int($0.rawValue)] }
            let what = "class `\(declaration.name.value)`"
            var known = parent.map { inherited[Int($0.rawValue)] } ?? [:]
            let own = compileAttributes(declaration.attributes, of: what)
            for (attribute, declared) in zip(own, declaration.attributes) {
                if let earlier = known[attribute.name] { checkNarrowing(attribute, declared, of: earlier, what) }
                known[attribute.name] = attribute
            }
            inherited.append(known)
            let rules = compileIdentity(declaration.identity, known, what)
            compiled.append(
                CIClass(
                    code: ClassCode(rawValue: UInt16(compiled.count)), name: declaration.name.value, parent: parent,
                    description: declaration.description ?? "",
                    isService: declaration.isService ?? parentClass?.isService ?? false,
                    lifecycle: lifecycle(declaration.lifecycle, what) ?? parentClass?.lifecycle,
                    ownAttributes: own, identityRules: identity.add(rules, parent: parent)))
        }
        return compiled
    }

    private mutating func lifecycle(_ name: Located<String>?, _ what: String) -> Lifecycle? {
        guard let name else { return nil }
        if let found = declarations.lifecycles[name.value] { return found.value }
        report(
            .unknownName, "\(what) has the unknown life cycle `\(name.value)`", at: name.position,
            advice: NameSuggestions.question(for: name.value, among: declarations.lifecycles.keys))
        return nil
    }

    private mutating func compileIdentity(
        _ rules: [IdentityDeclaration], _ known: [String: AttributeDefinition], _ what: String
    ) -> [IdentityRule] {
        for rule in rules {
            for attribute in rule.attributes where known[attribute.value] == nil {
                report(
                    .unknownName, "\(what) is identified by the unknown attribute `\(attribute.value)`",
                    at: attribute.position, advice: NameSuggestions.question(for: attribute.value, among: known.keys))
            }
            if let within = rule.within, !typeNames.contains(within.value) {
                report(
                    .unknownName, "\(what) is identified within the unknown relationship type `\(within.value)`",
                    at: within.position, advice: NameSuggestions.question(for: within.value, among: typeNames))
            }
        }
        return rules.map {
            IdentityRule(
                attributes: $0.attributes.map(\.value), within: $0.within?.value, isExclusive: $0.isExclusive)
        }
    }
}
