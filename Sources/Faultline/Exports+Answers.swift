// Answers are made of types that stand further down: verdicts, versions, differences, findings.
@_exported public import GraphStore
@_exported public import Topology
