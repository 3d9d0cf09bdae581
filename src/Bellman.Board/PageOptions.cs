using System.Net;
using Bellman.Numerics;

namespace Bellman.Board;

/// <summary>Where a page of Bellman's is served.</summary>
public sealed record PageOptions
{
    /// <summary>The port, from 0 to 65535; 0 takes a free one. Default: 0.</summary>
    public int Port { get; init => field = Check.Range(value, 0, 65535); }

    /// <summary>
    /// The address to listen at. Default: 127.0.0.1, which this machine alone reaches. At any other address the page asks for a token, which stands in the address that is printed.
    /// </summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;
}
