using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// What the recurrent layers of a network remember of some sequences: one row for each, in which each recurrent layer has its part,
/// an LSTM's output and then its cells, a GRU's output, each padded to 16 elements.
/// </summary>
/// <remarks>
/// <see cref="Network.CreateState"/> makes an instance, all zero. A pass starts from the states that it is given and leaves there those
/// after its last step. A row can be copied to another state of the same network, stored with a transition, or written to a file.
/// </remarks>
public sealed class RecurrentState
{
    private readonly AlignedBuffer _memory;

    internal RecurrentState(Network network, int sequences)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequences);
        Network = network;
        Sequences = sequences;
        Stride = network.StateSize == 0 ? 0 : AlignedBuffer.RowStride(network.StateSize);
        _memory = new AlignedBuffer(sequences * Stride);
    }

    /// <summary>The network it was made for.</summary>
    public Network Network { get; }

    /// <summary>The number of sequences.</summary>
    public int Sequences { get; }

    /// <summary>All rows one after the other, padding included: what to save and to load.</summary>
    public Span<float> Values => _memory.Span;

    internal int Stride { get; }

    /// <summary>The state of one sequence.</summary>
    /// <param name="sequence">The sequence, from 0 on.</param>
    /// <returns><see cref="Network.StateSize"/> numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public Span<float> Row(int sequence)
    {
        if ((uint)sequence >= (uint)Sequences)
        {
            throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"There are the sequences 0 to {Sequences - 1}.");
        }

        return _memory.Span.Slice(sequence * Stride, Network.StateSize);
    }

    /// <summary>Forgets everything: all states are zero, as at the beginning of an episode.</summary>
    public void Reset() => Values.Clear();

    /// <summary>Forgets one sequence.</summary>
    /// <param name="sequence">The sequence, from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public void Reset(int sequence) => Row(sequence).Clear();

    /// <summary>Copies the states of as many sequences from another instance.</summary>
    /// <param name="source">The states to copy.</param>
    /// <exception cref="ArgumentException">It has another number of sequences or belongs to another architecture.</exception>
    public void CopyFrom(RecurrentState source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Sequences != Sequences || source.Network.StateSize != Network.StateSize)
        {
            throw new ArgumentException(
                $"{source.Sequences} states of {source.Network.StateSize} numbers can't become {Sequences} of {Network.StateSize}.",
                nameof(source));
        }

        source.Values.CopyTo(Values);
    }
}
