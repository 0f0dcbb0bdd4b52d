using System.Net;
using System.Net.Sockets;

namespace ClientBase.Functions.Tests.Fixtures;

internal static class FreePorts
{
    /// <summary>The first of three consecutive ports nobody listens on, below those the system gives to clients.</summary>
    public static int Three()
    {
        for (; ; )
        {
            var first = Random.Shared.Next(20_000, 32_000);
            if (Enumerable.Range(first, 3).All(IsFree))
            {
                return first;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
