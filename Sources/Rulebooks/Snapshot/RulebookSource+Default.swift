import DefaultRulebook
import Diagnostics

extension RulebookSource {
    /// The rulebook that the program carries with it.
    ///
    /// It throws a ``RulebookError`` where the snapshot inside the program is damaged.
    public static var `default`: RulebookSource {
        get throws(RulebookError) {
            guard let start = default_rulebook_bytes() else {
                throw RulebookError([.init(.snapshotDamaged, "the program carries no rulebook")])
            }
            let bytes = UnsafeRawBufferPointer(start: start, count: default_rulebook_length())
            return try RulebookSnapshot.decode(bytes, prefix: "rulebook/")
        }
    }
}
