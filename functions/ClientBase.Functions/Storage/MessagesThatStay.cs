using Azure.Core;
using Azure.Core.Pipeline;

namespace ClientBase.Functions.Storage;

/// <summary>
/// Has what is put into a queue stay until it is taken. Storage drops messages after seven days unless told otherwise, and an app may
/// stand still for longer.
/// </summary>
internal sealed class MessagesThatStay : HttpPipelineSynchronousPolicy
{
    private const string TimeToLive = "messagettl";
    private const string Never = "-1";

    public override void OnSendingRequest(HttpMessage message)
    {
        var uri = message.Request.Uri;
        if (message.Request.Method == RequestMethod.Post && uri.Path.EndsWith("/messages", StringComparison.Ordinal)
            && !uri.Query.Contains(TimeToLive, StringComparison.Ordinal))
        {
            uri.AppendQuery(TimeToLive, Never);
        }
    }
}
