using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// All weights and biases of a network in one flat, 64-byte-aligned array, and their gradients in another. Layers own slices; optimizers,
/// target copies, norms and clipping are each one pass over the whole array.
/// </summary>
/// <remarks>
/// Padding elements are part of the arrays and always zero. <see cref="Network.CreateParameters()"/> makes an instance. Reading
/// from several threads is safe; writing is not.
/// </remarks>
public sealed class Parameters
{
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _gradients;

    internal Parameters(ParameterLayout layout)
    {
        Layout = layout;
        _values = new AlignedBuffer(layout.Length);
        _gradients = new AlignedBuffer(layout.Length);
    }

    /// <summary>The number of stored elements, padding included; a multiple of 16.</summary>
    public int Length => Layout.Length;

    /// <summary>All values in storage order, padding included. Whoever writes here keeps the padding at zero.</summary>
    public Span<float> Values => _values.Span;

    /// <summary>The gradient of the loss by each value, in the same order.</summary>
    public Span<float> Gradients => _gradients.Span;

    /// <summary>The named parts in storage order.</summary>
    public IReadOnlyList<ParameterTensor> Tensors => Layout.Tensors;

    /// <summary>The number of weights and biases without padding.</summary>
    public int Count => Layout.Tensors.Sum(tensor => tensor.Length);

    internal ParameterLayout Layout { get; }

    /// <summary>Finds a tensor by its name.</summary>
    /// <param name="name">The name, for example <c>layers.0.weight</c>.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">There is no tensor of that name.</exception>
    public ParameterTensor Tensor(string name)
    {
        foreach (ParameterTensor tensor in Tensors)
        {
            if (tensor.Name == name)
            {
                return tensor;
            }
        }

        throw new ArgumentException(
            $"There is no tensor '{name}'; there are {string.Join(", ", Tensors.Select(t => t.Name))}.", nameof(name));
    }

    /// <summary>Copies all values from another instance; gradients stay.</summary>
    /// <param name="source">The parameters of the same or an equal network.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> belongs to a different architecture.</exception>
    public void CopyFrom(Parameters source)
    {
        CheckSameLayout(source, nameof(source));
        source.Values.CopyTo(Values);
    }

    /// <summary>
    /// Moves all values towards another instance's: <c>value += tau * (online - value)</c>, the soft target update of Lillicrap
    /// et al. 2016 (DDPG), section 3.
    /// </summary>
    /// <param name="online">The parameters to move towards.</param>
    /// <param name="tau">The fraction of the way, in [0, 1].</param>
    /// <exception cref="ArgumentException"><paramref name="online"/> belongs to a different architecture.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is outside [0, 1].</exception>
    public void Polyak(Parameters online, float tau)
    {
        CheckSameLayout(online, nameof(online));
        if (!(tau >= 0f && tau <= 1f))
        {
            throw new ArgumentOutOfRangeException(nameof(tau), tau, "The fraction of a soft update lies in [0, 1].");
        }

        Vectors.MoveTowards(Values, online.Values, tau);
    }

    /// <summary>The Euclidean norm of all gradients together.</summary>
    /// <returns>The norm.</returns>
    public float GradientNorm() => MathF.Sqrt(Vectors.SumOfSquares(Gradients));

    /// <summary>The Euclidean norm of the gradients of one tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>The norm.</returns>
    /// <exception cref="ArgumentException">The tensor is not one of these parameters.</exception>
    public float GradientNorm(ParameterTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        IReadOnlyList<ParameterTensor> tensors = Tensors;
        for (int i = 0; i < tensors.Count; i++)
        {
            if (!ReferenceEquals(tensors[i], tensor)) continue;

            // What lies between a tensor's elements and the next tensor's is padding, whose gradients are zero.
            int end = i + 1 < tensors.Count ? tensors[i + 1].Offset : Length;
            return MathF.Sqrt(Vectors.SumOfSquares(Gradients[tensor.Offset..end]));
        }

        throw new ArgumentException($"{tensor.Name} is not a tensor of these parameters.", nameof(tensor));
    }

    /// <summary>
    /// Scales all gradients so that their common norm is at most <paramref name="maximum"/>: by <c>min(1, maximum / (norm + 1e-6))</c>, as
    /// PyTorch's <c>clip_grad_norm_</c> does (Pascanu et al. 2013).
    /// </summary>
    /// <param name="maximum">The largest norm allowed, positive.</param>
    /// <returns>The norm before clipping.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not positive.</exception>
    public float ClipGlobalNorm(float maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
        float norm = GradientNorm();
        float scale = maximum / (norm + 1e-6f);
        if (scale < 1f)
        {
            Vectors.Scale(Gradients, scale);
        }

        return norm;
    }

    /// <summary>The sum of the squares of all weights, biases excluded: L2 regularisation adds a multiple of it to the loss.</summary>
    /// <returns>The sum.</returns>
    public float KernelSumOfSquares()
    {
        float sum = 0f;
        foreach (ParameterRange range in Layout.KernelRanges)
        {
            if (range.IsKernel)
            {
                sum += Vectors.SumOfSquares(Values.Slice(range.Start, range.Length));
            }
        }

        return sum;
    }

    /// <summary>Sets all gradients to zero.</summary>
    public void ClearGradients() => Gradients.Clear();

    /// <summary>Makes an independent copy, values and gradients.</summary>
    /// <returns>The copy.</returns>
    public Parameters Clone()
    {
        var copy = new Parameters(Layout);
        Values.CopyTo(copy.Values);
        Gradients.CopyTo(copy.Gradients);
        return copy;
    }

    /// <summary>Reads a tensor's values, row-major <c>[outputs, inputs]</c> without padding.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="destination">Receives <see cref="ParameterTensor.Length"/> values.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is of another length.</exception>
    public void ExportValues(ParameterTensor tensor, Span<float> destination) => Export(tensor, Values, destination);

    /// <summary>Reads a tensor's gradients, row-major <c>[outputs, inputs]</c> without padding.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="destination">Receives <see cref="ParameterTensor.Length"/> gradients.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is of another length.</exception>
    public void ExportGradients(ParameterTensor tensor, Span<float> destination) => Export(tensor, Gradients, destination);

    /// <summary>Writes a tensor's values from row-major <c>[outputs, inputs]</c> without padding.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="source">As many values as <see cref="ParameterTensor.Length"/> says.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> is of another length.</exception>
    public void ImportValues(ParameterTensor tensor, ReadOnlySpan<float> source)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        CheckLength(tensor, source.Length, nameof(source));
        Span<float> values = Values;
        for (int row = 0, i = 0; row < tensor.Rows; row++)
        {
            for (int column = 0; column < tensor.Columns; column++)
            {
                values[tensor.IndexOf(row, column)] = source[i++];
            }
        }
    }

    private static void Export(ParameterTensor tensor, ReadOnlySpan<float> stored, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        CheckLength(tensor, destination.Length, nameof(destination));
        for (int row = 0, i = 0; row < tensor.Rows; row++)
        {
            for (int column = 0; column < tensor.Columns; column++)
            {
                destination[i++] = stored[tensor.IndexOf(row, column)];
            }
        }
    }

    private static void CheckLength(ParameterTensor tensor, int length, string name)
    {
        if (length != tensor.Length)
        {
            throw new ArgumentException($"{tensor.Name} has {tensor.Length} elements, not {length}.", name);
        }
    }

    private void CheckSameLayout(Parameters other, string name)
    {
        ArgumentNullException.ThrowIfNull(other, name);
        if (!Layout.SameAs(other.Layout))
        {
            throw new ArgumentException("The parameters belong to a different architecture.", name);
        }
    }
}
