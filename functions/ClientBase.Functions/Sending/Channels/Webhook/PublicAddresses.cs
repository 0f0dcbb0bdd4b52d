using System.Net;
using System.Net.Sockets;

namespace ClientBase.Functions.Sending.Channels.Webhook;

/// <summary>A call was to go to an address inside a network.</summary>
public sealed class PrivateAddressException() : IOException("The address is private.");

/// <summary>Connects to public addresses only: whoever may name an address must not reach what is behind the app.</summary>
/// <remarks>
/// Checked on the address that is connected to, after names were resolved, so a name that changes in between gets nowhere.
/// </remarks>
public static class PublicAddresses
{
    // Beside IPv6's own kinds: this network, private ones, carrier's, loopback, link-local (there lies the cloud's metadata), tests,
    // multicast; and the kinds of IPv6 that an address of IPv4 is spelled in: translated, compatible, 6to4, Teredo.
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "192.88.99.0/24", "fc00::/7", "64:ff9b::/96", "64:ff9b:1::/48", "::/96", "100::/64", "2001::/32", "2001:db8::/32", "2002::/16",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>A handler that connects nowhere else, and follows no redirects.</summary>
    /// <param name="allowsPrivate">Whether it connects anywhere after all.</param>
    /// <param name="resolve">Finds the addresses of a name; null: as the system does.</param>
    public static SocketsHttpHandler Handler(
        bool allowsPrivate, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) => new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ConnectCallback = allowsPrivate
            ? null
            : (context, cancellationToken) => ConnectAsync(context, resolve ?? Dns.GetHostAddressesAsync, cancellationToken),
        };

    /// <summary>Whether an address may be called.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !IPAddress.IsLoopback(plain) && !plain.Equals(IPAddress.IPv6Any)
            && !plain.IsIPv6LinkLocal && !plain.IsIPv6SiteLocal && !plain.IsIPv6Multicast
            && !Inside.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        CancellationToken cancellationToken)
    {
        var endPoint = context.DnsEndPoint;
        var addresses = await resolve(endPoint.Host, cancellationToken);
        if (addresses.Length == 0 || !addresses.All(IsPublic))
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
