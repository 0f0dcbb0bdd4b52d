using ClientBase.LocalHost.Configuration;
using ClientBase.LocalHost.Invocation;

namespace ClientBase.LocalHost.Queues;

/// <summary>What all queue listeners share.</summary>
internal sealed record QueueHost(
    QueueOptions Options,
    LocalHostOptions Local,
    QueueMessageBinding Binding,
    QueueSender Sender,
    QueueWakeups Wakeups,
    FunctionInvoker Invoker,
    InvocationDrain Drain,
    TimeProvider Clock)
{
    public TimeSpan Lease => Local.QueueLease;
}
