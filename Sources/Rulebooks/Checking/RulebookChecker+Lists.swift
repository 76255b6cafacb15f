import Diagnostics
import Facts

extension RulebookChecker {
    /// Checks that the facts which a listing makes true exist, can be stated, and may have those values.
    func check(_ list: ListDefinition) {
        for consequence in list.makes {
            guard let fact = fact(consequence.fact) else { continue }
            guard fact.isRaw || fact.mayBeStated else {
                problems.report(
                    .factNotRaw,
                    "the fact `\(fact.name)` is computed and can't follow from a listing",
                    at: consequence.fact.position
                )
                continue
            }
            for value in [consequence.value, consequence.otherwise].compactMap(\.self) {
                let complaint = fact.complaint(about: value.description)
                guard let complaint else { continue }
                problems.report(
                    complaint.code,
                    "`\(value)` is no value of the fact `\(fact.name)`, \(complaint.why)",
                    at: consequence.fact.position,
                    hint: complaint.hint
                )
            }
        }
    }
}
