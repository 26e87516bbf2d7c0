// What the command line, and later the servers, see of the levels below.
@_exported public import Discovery
@_exported public import GraphModel
@_exported public import ImpactAnalysis
@_exported public import InventoryHealth
@_exported public import Reconciliation
@_exported public import Schema

@_exported public import enum GraphStore.DefinitionChange
@_exported public import enum GraphStore.ElementChange
@_exported public import enum GraphStore.NodeHistoryChange
@_exported public import struct GraphStore.NodeVersion
@_exported public import struct GraphStore.VerificationReport
@_exported public import enum KeyValueStore.DamageGuard
@_exported public import struct QueryPlanner.QueryWarning
@_exported public import class QueryRuntime.QueryControl
@_exported public import struct QueryRuntime.QueryCounters
@_exported public import struct QueryRuntime.QueryLimits
@_exported public import struct QueryRuntime.QueryRequest
@_exported public import struct QueryRuntime.QuerySummary
@_exported public import class QueryRuntime.QueryTransaction
@_exported public import struct QueryRuntime.TransactionStatus
@_exported public import struct QuerySyntax.QueryParser
@_exported public import struct QuerySyntax.ScriptPart
@_exported public import struct QuerySyntax.SourceText
@_exported public import struct QueryValues.QueryPath
@_exported public import enum QueryValues.QueryValue
@_exported public import enum Topology.Verdict
@_exported public import struct Topology.VerdictCounts
