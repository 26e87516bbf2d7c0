internal import QueryPlanner
internal import QueryValues

/// `EXISTS { … }`: stops at the first row.
final class ExistsEvaluator: PredicateEvaluator {
    private let routine: Routine
    private let outlet: Outlet

    init(_ pipeline: Pipeline, _ compiler: Compiler) {
        let outlet = Outlet()
        self.outlet = outlet
        routine = compiler.compile(pipeline, into: outlet)
    }

    private final class Outlet: Operator {
        var isFound = false

        override func push(_ run: Execution) -> Bool {
            isFound = true
            return false
        }
    }

    override func truth(_ run: Execution) throws -> Bool? {
        outlet.isFound = false
        try routine.perform(run)
        return outlet.isFound
    }
}

/// `COUNT { … }`
final class CountEvaluator: Evaluator {
    private let routine: Routine
    private let outlet: Outlet

    init(_ pipeline: Pipeline, _ compiler: Compiler) {
        let outlet = Outlet()
        self.outlet = outlet
        routine = compiler.compile(pipeline, into: outlet)
    }

    private final class Outlet: Operator {
        var count: Int64 = 0

        override func push(_ run: Execution) -> Bool {
            count += 1
            return true
        }
    }

    override func value(_ run: Execution) throws -> Value {
        outlet.count = 0
        try routine.perform(run)
        return .integer(outlet.count)
    }
}

/// `COLLECT { … }` and pattern comprehensions.
final class CollectEvaluator: Evaluator {
    private let routine: Routine
    private let outlet: Outlet

    init(_ pipeline: Pipeline, _ yields: PlanExpression, _ compiler: Compiler) {
        let outlet = Outlet(compiler.evaluator(yields))
        self.outlet = outlet
        routine = compiler.compile(pipeline, into: outlet)
    }

    private final class Outlet: Operator {
        let yields: Evaluator
        var list = ListBuilder()

        init(_ yields: Evaluator) { self.yields = yields }

        override func push(_ run: Execution) throws -> Bool {
            try list.append(try yields.value(run), run)
            return true
        }
    }

    override func value(_ run: Execution) throws -> Value {
        // An expression within may use this same evaluator again only after this one is done.
        outlet.list = ListBuilder()
        try routine.perform(run)
        return try outlet.list.finish(run)
    }
}
