using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bellman.Numerics;

/// <summary>
/// Named random streams of one run. A stream depends on the seed, its name and its index alone, so adding a stream, or
/// drawing more from one, never shifts another.
/// </summary>
/// <param name="seed">The seed of the run.</param>
public sealed class SeedStreams(ulong seed)
{
    /// <summary>The seed of the run.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>Makes the generator of a stream, at its beginning. Every call with the same arguments gives the same draws.</summary>
    /// <param name="name">Who draws, such as <c>"explore"</c>; case matters.</param>
    /// <param name="index">Which of several of that name, such as the number of the environment; at least 0. Default 0.</param>
    /// <returns>A new generator.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public Pcg64 Stream(string name, int index = 0) => new(Sequence(name, index));

    /// <summary>
    /// Draws a 31-bit seed from a stream, for what takes a seed rather than a generator, such as <c>Env.Reset</c>.
    /// </summary>
    /// <param name="name">Who draws; case matters.</param>
    /// <param name="index">Which of several of that name; at least 0. Default 0.</param>
    /// <returns>A seed from 0 to 2^31 - 1, the same for the same arguments.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public ulong StreamSeed(string name, int index = 0)
    {
        Span<uint> word = stackalloc uint[1];
        Sequence(name, index).GenerateState32(word);
        return word[0] >> 1;
    }

    /// <summary>Draws a seed that nobody can foresee from the operating system, for runs that were given none.</summary>
    /// <returns>A seed from 0 to 2^31 - 1: short enough to be read out and typed.</returns>
    public static ulong DrawSeed()
    {
        Span<byte> bytes = stackalloc byte[4];
        if (OperatingSystem.IsWindows())
        {
            RandomNumberGenerator.Fill(bytes);
        }
        else
        {
            // The cryptography classes need OpenSSL there, which a small machine may lack; the kernel's device is always present.
            using FileStream device = new("/dev/urandom", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            device.ReadExactly(bytes);
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(bytes) >> 1;
    }

    private SeedSequence Sequence(string name, int index)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ulong hash = HashOf(name);
        return new SeedSequence(Seed, (uint)hash, (uint)(hash >> 32), (uint)index);
    }

    /// <summary>FNV-1a over the UTF-8 bytes: <see cref="string.GetHashCode()"/> differs from process to process.</summary>
    private static ulong HashOf(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (byte unit in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ unit) * 1099511628211;
        return hash;
    }
}
