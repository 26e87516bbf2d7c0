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
            let count = UInt32(draft.providers.count + draft.children.count)
            let bits =
                (draft.weighted ? GateRecord.weightedBit : 0)
                | (index + 1 == resolution.drafts.count ? GateRecord.lastBit : 0)
            let form = place(of: GateForm(draft, name: name(draft.group)))
            records.append(
                GateRecord(
                    tolerance: draft.tolerance, memberStart: UInt32(start), counted: count | bits, form: form))
        }
        return UInt32(first)
    }

    /// The place of a form among the others, where it is put when it is new.
    private mutating func place(of form: GateForm) -> UInt32 {
        if formPlaces.count != forms.count {
            formPlaces = [:]
            for (place, form) in forms.elements.enumerated() { formPlaces[form] = UInt32(place) }
        }
        if let known = formPlaces[form] { return known }
        let place = UInt32(forms.count)
        forms.append(form)
        formPlaces[form] = place
        return place
    }

    private mutating func appendMembers(of draft: GateDraft, _ resolution: GroupResolution, firstGate: Int) {
        for place in draft.providers { members.append(resolution.providers[place].provider) }
        for child in draft.children { members.append(UInt32(firstGate + child) | GateRecord.gateMemberBit) }
        guard draft.weighted else { return }
        for place in draft.providers { members.append(resolution.providers[place].units) }
        for child in draft.children { members.append(resolution.drafts[child].parentUnits) }
    }

    /// The gates of a node, the first of which is at `first`.
    func range(from first: UInt32) -> Range<Int> {
        var end = Int(first) + 1
        while end < records.count, !records[end - 1].isLast { end += 1 }
        return Int(first)..<end
    }

    /// The weight of a gate's member, in units.
    func weight(ofMember index: Int, _ record: GateRecord) -> UInt32 {
        record.isWeighted ? members[Int(record.memberStart) + record.memberCount + index] : 1
    }
}

extension GateForm {
    fileprivate init(_ draft: GateDraft, name: UInt32) {
        let (kind, threshold) = draft.requirement.encoded
        self.init(
            threshold: threshold, name: name, parentWeight: draft.parentUnits, scale: Float(draft.scale),
            thresholdKind: UInt32(kind))
    }
}
