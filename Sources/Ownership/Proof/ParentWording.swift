package import Rulebooks

/// The sentences about who stands above a party, in two languages.
package struct ParentWording {
    private let graph: OwnershipGraph

    /// Creates the sentences for a graph.
    package init(_ graph: OwnershipGraph) {
        self.graph = graph
    }

    private func name(_ party: Int) -> String { graph.parties[party].name }

    /// A step up.
    package func step(_ step: ParentWalk.Step, from party: Int) -> LocalisedText {
        let holding = graph.holdings[step.holding]
        if holding.isParent {
            return LocalisedText(
                english: "\(name(step.parent)) is stated to be the parent of \(name(party))",
                chinese: "\(name(step.parent))据称为\(name(party))的母公司"
            )
        }
        return LocalisedText(
            english: "\(name(step.parent)) holds the majority of \(name(party)) (\(holding.share.low) or more)",
            chinese: "\(name(step.parent))持有\(name(party))过半股权（\(holding.share.low) 或以上）"
        )
    }

    /// How the way ends.
    package func end(_ walk: ParentWalk) -> LocalisedText {
        let last = name(walk.last)
        let unknown = ("unknown above \(last): ", "\(last)以上情况不明：")
        func open(_ english: String, _ chinese: String) -> LocalisedText {
            LocalisedText(english: unknown.0 + english, chinese: unknown.1 + chinese)
        }
        switch walk.end {
        case .top:
            return LocalisedText(english: "nobody stands above \(last)", chinese: "\(last)之上无他人")
        case .noMajority:
            return LocalisedText(
                english: "nobody holds the majority of \(last)",
                chinese: "无人持有\(last)过半股权"
            )
        case .nothingKnown:
            return open("no owner is known", "股东不明")
        case .shareUnknown(let holder):
            return open("whether \(name(holder)) holds the majority is not known", "\(name(holder))是否持有过半股权不明")
        case .undisclosed(let share):
            return open("\(share) of the shares is not accounted for", "有 \(share) 股权未见说明")
        case .severalParents(let parents):
            let names = parents.map(name)
            return open(
                "several parents are stated (\(names.joined(separator: ", ")))",
                "所述母公司不止一家（\(names.joined(separator: "、"))）"
            )
        case .circle:
            return open("the owners own each other in a circle", "股东循环持股")
        }
    }
}
