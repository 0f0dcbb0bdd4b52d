using System.Net;
using System.Net.Sockets;

namespace ClientBase.Cli.Server;

/// <summary>Ports on loopback that nobody listens on.</summary>
internal static class FreePorts
{
    /// <summary>The first of so many consecutive ports, below those the system hands to clients.</summary>
    public static int Find(int count)
    {
        for (; ; )
        {
            var first = Random.Shared.Next(20_000, 32_000);
            if (Enumerable.Range(first, count).All(IsFree))
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
