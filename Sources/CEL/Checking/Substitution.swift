/// What type variables stand for, found out while an expression is checked.
struct Substitution {
    private var bound: [String: CELType] = [:]
    private var count = 0
    /// Names bound since the beginning, in order, so that an attempt can be taken back.
    private var trail: [(name: String, previous: CELType?)] = []

    /// What the operation under way may still look at.
    private var budget = 0
    /// Whether an operation met types too large to go through; every later one then takes all types to fit.
    private(set) var isExhausted = false

    // Types share parts, and written out they may be exponentially larger than the expression.
    private static let stepLimit = 600

    private mutating func step() -> Bool {
        budget -= 1
        if budget < 0 { isExhausted = true }
        return !isExhausted
    }

    /// A type variable that no other type shares.
    mutating func fresh() -> CELType {
        count += 1
        return .parameter("%\(count)")
    }

    /// The parameters and result with fresh variables for their type parameters.
    mutating func instantiate(_ overload: FunctionDeclaration.Overload) -> FunctionDeclaration.Overload {
        var names: [String: CELType] = [:]
        return FunctionDeclaration.Overload(
            overload.parameters.map { instantiate($0, &names) },
            instantiate(overload.result, &names),
            isMember: overload.isMember
        )
    }

    private mutating func instantiate(_ type: CELType, _ names: inout [String: CELType]) -> CELType {
        switch type {
        case .parameter(let name):
            if let known = names[name] { return known }
            let variable = fresh()
            names[name] = variable
            return variable
        case .list(let element): return .list(instantiate(element, &names))
        case .map(let key, let value): return .map(instantiate(key, &names), instantiate(value, &names))
        case .type(let inner): return .type(instantiate(inner, &names))
        case .optional(let inner): return .optional(instantiate(inner, &names))
        case .abstract(let name, let parameters):
            var instances: [CELType] = []
            for parameter in parameters { instances.append(instantiate(parameter, &names)) }
            return .abstract(name, instances)
        default: return type
        }
    }

    /// The type with every bound variable replaced, and with unbound ones as `dyn` if asked.
    mutating func resolve(_ type: CELType, unboundAsDyn: Bool = false) -> CELType {
        budget = Substitution.stepLimit
        return replaced(type, unboundAsDyn)
    }

    private mutating func replaced(_ type: CELType, _ unboundAsDyn: Bool) -> CELType {
        guard step() else { return .dyn }
        switch type {
        case .parameter(let name):
            guard let bound = bound[name] else { return unboundAsDyn ? .dyn : type }
            return replaced(bound, unboundAsDyn)
        case .list(let element): return .list(replaced(element, unboundAsDyn))
        case .map(let key, let value): return .map(replaced(key, unboundAsDyn), replaced(value, unboundAsDyn))
        case .type(let inner): return .type(replaced(inner, unboundAsDyn))
        case .optional(let inner): return .optional(replaced(inner, unboundAsDyn))
        case .abstract(let name, let parameters):
            var parts: [CELType] = []
            for parameter in parameters { parts.append(replaced(parameter, unboundAsDyn)) }
            return .abstract(name, parts)
        default: return type
        }
    }

    /// Whether values of the first types may stand where the second are asked for; variables are bound only if so.
    mutating func assign(_ types: [CELType], to targets: [CELType]) -> Bool {
        guard types.count == targets.count else { return false }
        let mark = trail.count
        budget = Substitution.stepLimit
        for (type, target) in zip(types, targets) where !unify(type, target) {
            undo(to: mark)
            return false
        }
        return true
    }

    private mutating func undo(to mark: Int) {
        while trail.count > mark {
            let (name, previous) = trail.removeLast()
            bound[name] = previous
        }
    }

    private mutating func bind(_ name: String, to type: CELType) {
        trail.append((name, bound[name]))
        bound[name] = type
    }

    private mutating func unify(_ type: CELType, _ target: CELType) -> Bool {
        guard step() else { return true }
        if case .parameter(let name) = target {
            switch substitute(name, type) {
            case .fits: return true
            case .conflicts: return false
            case .circular: break
            }
        }
        if case .parameter(let name) = type { return substitute(name, target) == .fits }
        switch (type, target) {
        case (.dyn, _), (.error, _), (_, .dyn), (_, .error): return true
        case (.null, _): return target == .null || target.isNullable
        case (.list(let left), .list(let right)): return unify(left, right)
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            return unify(leftKey, rightKey) && unify(leftValue, rightValue)
        case (.type, .type): return true
        case (.optional(let left), .optional(let right)): return unify(left, right)
        case (.abstract(let leftName, let left), .abstract(let rightName, let right)):
            guard leftName == rightName, left.count == right.count else { return false }
            for (left, right) in zip(left, right) where !unify(left, right) { return false }
            return true
        default: return type == target
        }
    }

    private enum Fit {
        case fits
        case conflicts
        /// The variable occurs in the type.
        case circular
    }

    private mutating func substitute(_ name: String, _ type: CELType) -> Fit {
        if let current = bound[name] {
            if type == current { return .fits }
            guard unify(type, current) else { return .conflicts }
            bind(name, to: moreGeneral(type, current))
            return .fits
        }
        if type == .parameter(name) { return .fits }
        guard !occurs(name, in: type) else { return .circular }
        bind(name, to: type)
        return .fits
    }

    private mutating func occurs(_ name: String, in type: CELType) -> Bool {
        guard step() else { return false }
        switch type {
        case .parameter(let other):
            if other == name { return true }
            guard let bound = bound[other] else { return false }
            return occurs(name, in: bound)
        case .list(let inner), .optional(let inner), .type(let inner): return occurs(name, in: inner)
        case .map(let key, let value): return occurs(name, in: key) || occurs(name, in: value)
        case .abstract(_, let parameters):
            for parameter in parameters where occurs(name, in: parameter) { return true }
            return false
        default: return false
        }
    }

    /// The more general of two types that unify.
    func moreGeneral(_ left: CELType, _ right: CELType) -> CELType {
        isEqualOrMoreGeneral(left, right) ? left : right
    }

    private func isEqualOrMoreGeneral(_ left: CELType, _ right: CELType) -> Bool {
        switch (left, right) {
        case (.dyn, _), (.parameter, _): true
        case (_, .dyn), (_, .parameter): false
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
            isEqualOrMoreGeneral(left, right)
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            isEqualOrMoreGeneral(leftKey, rightKey) && isEqualOrMoreGeneral(leftValue, rightValue)
        case (.type, .type): true
        case (.abstract(let leftName, let left), .abstract(let rightName, let right)):
            leftName == rightName && left.count == right.count
                && zip(left, right).allSatisfy { isEqualOrMoreGeneral($0, $1) }
        default: left == right
        }
    }
}

extension CELType {
    /// Whether null may stand where a value of the type is asked for.
    var isNullable: Bool {
        switch self {
        case .timestamp, .duration, .optional, .abstract: true
        default: false
        }
    }
}
