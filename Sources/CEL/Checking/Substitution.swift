/// What type variables stand for, found out while an expression is checked.
struct Substitution {
    private var bound: [String: CELType] = [:]
    private var count = 0
    /// Names bound since the beginning, in order, so that an attempt can be taken back.
    private var trail: [(name: String, previous: CELType?)] = []

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
    func resolve(_ type: CELType, unboundAsDyn: Bool = false) -> CELType {
        switch type {
        case .parameter(let name):
            if let bound = bound[name] {
                resolve(bound, unboundAsDyn: unboundAsDyn)
            } else {
                unboundAsDyn ? .dyn : type
            }
        case .list(let element): .list(resolve(element, unboundAsDyn: unboundAsDyn))
        case .map(let key, let value):
            .map(resolve(key, unboundAsDyn: unboundAsDyn), resolve(value, unboundAsDyn: unboundAsDyn))
        case .type(let inner): .type(resolve(inner, unboundAsDyn: unboundAsDyn))
        case .optional(let inner): .optional(resolve(inner, unboundAsDyn: unboundAsDyn))
        case .abstract(let name, let parameters):
            .abstract(name, parameters.map { resolve($0, unboundAsDyn: unboundAsDyn) })
        default: type
        }
    }

    /// Whether values of the first types may stand where the second are asked for; variables are bound only if so.
    mutating func assign(_ types: [CELType], to targets: [CELType]) -> Bool {
        guard types.count == targets.count else { return false }
        let mark = trail.count
        for (type, target) in zip(types, targets) where !unify(type, target) {
            undo(to: mark)
            return false
        }
        return true
    }

    /// A point to which the bindings can be taken back.
    var mark: Int { trail.count }

    mutating func undo(to mark: Int) {
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

    private func occurs(_ name: String, in type: CELType) -> Bool {
        switch type {
        case .parameter(let other): other == name || bound[other].map { occurs(name, in: $0) } ?? false
        case .list(let inner), .optional(let inner), .type(let inner): occurs(name, in: inner)
        case .map(let key, let value): occurs(name, in: key) || occurs(name, in: value)
        case .abstract(_, let parameters): parameters.contains { occurs(name, in: $0) }
        default: false
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
