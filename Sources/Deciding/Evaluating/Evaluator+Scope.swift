import Rulebooks

extension Evaluator {
    /// Whether a rule is true, or would be if it were known that the order is within its gate's reach.
    ///
    /// A rule that contributes nothing and only displaces others says where they do not reach; one that contributes is
    /// their rival.
    func isTrueWithinItsScope(_ rule: Int) -> Bool {
        switch truth(ofRule: rule) {
        case .yes: return true
        case .no: return false
        case .unknown: break
        }
        guard world.conditions[rule] == .yes else { return false }
        return rulebook.rules[rule].overriders
            .allSatisfy { other in
                !isInForce(other) || world.rules[other] == .no || rulebook.rules[other].definition.contributes.isEmpty
            }
    }
}
