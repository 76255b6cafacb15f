/// What a variable is bound to.
public enum Binding: Sendable {
    /// A value.
    case value(Value)
    /// Nothing is known of the variable.
    case unknown
    /// A value, if there is one, of which the parts at these paths are not known.
    case partial(Value?, unknown: [[AttributeStep]])
    /// Nothing: reading the variable is an error.
    case absent
}

/// The values of the variables of an environment, by slot.
public protocol Activation {
    /// What the variable in a slot is bound to.
    func binding(at slot: Int) -> Binding
}

/// An activation that holds its bindings in an array.
public struct Bindings: Activation, Sendable {
    /// The bindings by slot; variables beyond the end are absent.
    public var bindings: [Binding]

    /// Creates an activation.
    public init(_ bindings: [Binding] = []) {
        self.bindings = bindings
    }

    /// What the variable in a slot is bound to.
    public func binding(at slot: Int) -> Binding {
        slot < bindings.count ? bindings[slot] : .absent
    }
}

/// What evaluating an expression comes to.
public enum Evaluation: Sendable {
    /// A value.
    case value(Value)
    /// No value, since these parts of variables are not known.
    case unknown(UnknownSet)
    /// No value, since something is wrong.
    indirect case error(EvaluationError)
}
