namespace Bellman.Neural;

/// <summary>The tensors of a network and where they lie in the flat arrays of its <see cref="Parameters"/>.</summary>
internal sealed class ParameterLayout
{
    public ParameterLayout(IReadOnlyList<ParameterTensor> tensors, int length)
    {
        Tensors = tensors;
        Length = length;
        KernelRanges = MergeKernels(tensors, length);
    }

    public IReadOnlyList<ParameterTensor> Tensors { get; }

    /// <summary>The number of stored elements, padding included; a multiple of 16.</summary>
    public int Length { get; }

    /// <summary>The whole array cut into maximal ranges that hold only kernels or no kernels.</summary>
    public IReadOnlyList<ParameterRange> KernelRanges { get; }

    public bool SameAs(ParameterLayout other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (Length != other.Length || Tensors.Count != other.Tensors.Count)
        {
            return false;
        }

        for (int i = 0; i < Tensors.Count; i++)
        {
            if (!Tensors[i].SameAs(other.Tensors[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static List<ParameterRange> MergeKernels(IReadOnlyList<ParameterTensor> tensors, int length)
    {
        var ranges = new List<ParameterRange>();
        for (int i = 0; i < tensors.Count; i++)
        {
            int end = i + 1 < tensors.Count ? tensors[i + 1].Offset : length;
            if (ranges.Count > 0 && ranges[^1].IsKernel == tensors[i].IsKernel)
            {
                ranges[^1] = ranges[^1] with { Length = end - ranges[^1].Start };
            }
            else
            {
                ranges.Add(new ParameterRange(tensors[i].Offset, end - tensors[i].Offset, tensors[i].IsKernel));
            }
        }

        return ranges;
    }
}
