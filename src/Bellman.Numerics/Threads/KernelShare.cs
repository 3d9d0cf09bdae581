namespace Bellman.Numerics;

/// <summary>One of the shares that a kernel's work is divided into.</summary>
/// <param name="threads">Whose helpers do it.</param>
/// <param name="index">Which, from 0.</param>
/// <param name="count">How many there are.</param>
/// <param name="worker">Who does it: 0 for the thread that is helped.</param>
internal readonly ref struct KernelShare(KernelThreads threads, int index, int count, int worker)
{
    /// <summary>How many shares there are.</summary>
    public int Count => count;

    /// <summary>The first of so many pieces that belongs to the share; those up to the next share's first belong to it.</summary>
    /// <param name="pieces">How many pieces the work has.</param>
    public int First(int pieces) => (int)((long)index * pieces / count);

    /// <summary>The first piece that belongs to the next share.</summary>
    /// <param name="pieces">How many pieces the work has.</param>
    public int End(int pieces) => (int)((long)(index + 1) * pieces / count);

    /// <summary>Memory that nobody else uses meanwhile.</summary>
    /// <param name="own">That of the thread that is helped; as long as was reserved for the others.</param>
    public Span<float> Scratch(Span<float> own) => worker == 0 ? own : threads.Scratch(worker)[..own.Length];
}
