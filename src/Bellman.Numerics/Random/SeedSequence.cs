namespace Bellman.Numerics;

/// <summary>
/// Turns a seed, and the place of a stream among its siblings, into well-mixed words that start a generator.
/// Equal to NumPy's <c>SeedSequence</c> word for word (after O'Neill, "Developing a seed_seq alternative", 2015).
/// </summary>
public sealed class SeedSequence
{
    private const int PoolSize = 4;
    private const uint AbsorbStart = 0x43b0d7e5;
    private const uint AbsorbFactor = 0x931e8875;
    private const uint EmitStart = 0x8b51f9dd;
    private const uint EmitFactor = 0x58f38ded;
    private const uint MixLeft = 0xca01f9dd;
    private const uint MixRight = 0x4973f715;

    private readonly uint[] _entropy;
    private readonly uint[] _spawnKey;
    private readonly uint[] _pool = new uint[PoolSize];
    private uint _spawned;

    /// <summary>Mixes a seed with an optional spawn key.</summary>
    /// <param name="entropy">The seed; any value. Gymnasium's <c>seed=42</c> is an entropy of 42.</param>
    /// <param name="spawnKey">The place of this sequence in a tree of sequences; empty for the root.</param>
    public SeedSequence(UInt128 entropy, params ReadOnlySpan<uint> spawnKey)
        : this(WordsOf(entropy), spawnKey)
    {
    }

    /// <summary>Mixes the words of a seed of any length with a spawn key.</summary>
    /// <param name="entropy">The words of the seed, lowest first; at least one.</param>
    /// <param name="spawnKey">The place of this sequence in a tree of sequences; empty for the root.</param>
    /// <exception cref="ArgumentException"><paramref name="entropy"/> is empty.</exception>
    public SeedSequence(ReadOnlySpan<uint> entropy, ReadOnlySpan<uint> spawnKey)
    {
        if (entropy.IsEmpty)
            throw new ArgumentException("A seed sequence needs at least one word of entropy.", nameof(entropy));
        _entropy = entropy.ToArray();
        _spawnKey = spawnKey.ToArray();
        Absorb();
    }

    /// <summary>The words of the seed, lowest first.</summary>
    public ReadOnlySpan<uint> Entropy => _entropy;

    /// <summary>The place of this sequence in a tree of sequences; empty for the root.</summary>
    public ReadOnlySpan<uint> SpawnKey => _spawnKey;

    /// <summary>Writes 32-bit words made from the mixed entropy. The same call always gives the same words.</summary>
    /// <param name="words">Receives the words.</param>
    public void GenerateState32(Span<uint> words)
    {
        uint constant = EmitStart;
        for (int i = 0; i < words.Length; i++)
            words[i] = Emit(i, ref constant);
    }

    /// <summary>Writes 64-bit words made from the mixed entropy: pairs of the 32-bit words, the lower first.</summary>
    /// <param name="words">Receives the words.</param>
    public void GenerateState64(Span<ulong> words)
    {
        uint constant = EmitStart;
        for (int i = 0; i < words.Length; i++)
        {
            uint low = Emit(2 * i, ref constant);
            words[i] = low | ((ulong)Emit((2 * i) + 1, ref constant) << 32);
        }
    }

    /// <summary>Makes sequences that are independent of this one and of each other; a further call makes further ones.</summary>
    /// <param name="count">How many; at least 0.</param>
    /// <returns>The children, whose spawn keys extend this one's by their running number.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public SeedSequence[] Spawn(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var children = new SeedSequence[count];
        for (int i = 0; i < count; i++)
            children[i] = new SeedSequence(_entropy, [.. _spawnKey, _spawned++]);
        return children;
    }

    private static uint[] WordsOf(UInt128 entropy)
    {
        var words = new List<uint>(PoolSize);
        do
        {
            words.Add((uint)entropy);
            entropy >>= 32;
        }
        while (entropy != 0);
        return [.. words];
    }

    private void Absorb()
    {
        // With a spawn key the entropy is padded to the pool, so that a short seed and its key cannot look like a longer seed.
        int entropyWords = _spawnKey.Length > 0 ? Math.Max(_entropy.Length, PoolSize) : _entropy.Length;
        uint[] all = new uint[entropyWords + _spawnKey.Length];
        _entropy.CopyTo(all, 0);
        _spawnKey.CopyTo(all, entropyWords);

        uint constant = AbsorbStart;
        for (int i = 0; i < PoolSize; i++)
            _pool[i] = Hash(i < all.Length ? all[i] : 0, ref constant);
        for (int source = 0; source < PoolSize; source++)
        {
            for (int target = 0; target < PoolSize; target++)
            {
                if (source != target)
                    _pool[target] = Mix(_pool[target], Hash(_pool[source], ref constant));
            }
        }

        for (int source = PoolSize; source < all.Length; source++)
        {
            for (int target = 0; target < PoolSize; target++)
                _pool[target] = Mix(_pool[target], Hash(all[source], ref constant));
        }
    }

    private uint Emit(int index, ref uint constant)
    {
        uint word = _pool[index % PoolSize] ^ constant;
        constant *= EmitFactor;
        word *= constant;
        return word ^ (word >> 16);
    }

    private static uint Hash(uint value, ref uint constant)
    {
        value ^= constant;
        constant *= AbsorbFactor;
        value *= constant;
        return value ^ (value >> 16);
    }

    private static uint Mix(uint left, uint right)
    {
        uint mixed = (MixLeft * left) - (MixRight * right);
        return mixed ^ (mixed >> 16);
    }
}
