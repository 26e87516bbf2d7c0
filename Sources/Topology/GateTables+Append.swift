extension GateTables {
    /// Appends the gates of one node; returns the first one's place. Their states show no baseline loss yet.
    ///
    /// - Parameter name: the place of a group's name.
    mutating func append(_ resolution: GroupResolution, owner: UInt32, name: (UInt32) -> UInt32) -> UInt32 {
        let first = states.count
        for (index, draft) in resolution.drafts.enumerated() {
            var target = draft.parent.map { UInt32(first + $0) | GateState.parentBit } ?? owner
            if draft.soft { target |= GateState.softBit }
            states.append(GateState(target: target, spare: draft.tolerance))
            let start = members.count
            appendMembers(of: draft, resolution, firstGate: first)
            let (kind, threshold) = draft.requirement.encoded
            records.append(
                GateRecord(
                    threshold: threshold, tolerance: draft.tolerance, memberStart: UInt32(start),
                    memberCount: UInt32(draft.providers.count + draft.children.count), parentWeight: draft.parentUnits,
                    following: UInt32(resolution.drafts.count - index - 1), name: name(draft.group),
                    scale: Float(draft.scale), thresholdKind: kind, flags: draft.weighted ? GateRecord.weightedFlag : 0)
            )
        }
        return UInt32(first)
    }

    private mutating func appendMembers(of draft: GateDraft, _ resolution: GroupResolution, firstGate: Int) {
        for place in draft.providers { members.append(resolution.providers[place].provider) }
        for child in draft.children { members.append(UInt32(firstGate + child) | GateRecord.gateMemberBit) }
        guard draft.weighted else { return }
        for place in draft.providers { members.append(resolution.providers[place].units) }
        for child in draft.children { members.append(resolution.drafts[child].parentUnits) }
    }

    /// The weight of a gate's member, in units.
    func weight(ofMember index: Int, _ record: GateRecord) -> UInt32 {
        record.isWeighted ? members[Int(record.memberStart) + Int(record.memberCount) + index] : 1
    }
}
