namespace Bellman.Numerics;

/// <summary>Work of a kernel that can be divided, because its outputs can.</summary>
internal interface IKernelWork
{
    /// <summary>Does a share of it. It must not throw, and must touch no output of another share.</summary>
    /// <param name="share">Which.</param>
    void Do(KernelShare share);
}
