using System.Runtime.CompilerServices;
using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// A fully connected layer whose weights and biases have noise that the layer learns the size of (Fortunato et al. 2018, factorised Gaussian noise):
/// <code>W = m + s (n e^T),  b = c + d n,  n_o = f(x_o),  e_i = f(x_i),  f(x) = sgn(x) sqrt|x|</code>
/// with x drawn from the standard normal distribution by <see cref="Network.DrawNoise"/>, for a workspace. Without noise in its workspace it is a layer with the weights m and the biases c.
/// </summary>
/// <remarks>
/// Backward, with <c>g</c> the gradient by the sums: <c>dm = g^T x</c>, <c>ds = dm (n e^T)</c>, <c>dc</c> = the sum of g over the batch, <c>dd = dc n</c>, <c>dx = g W</c>, products of
/// matrices of one size element by element. W is put together once for a whole batch, which costs little beside the product; the noise must not be drawn anew between the two passes.
/// </remarks>
public sealed class NoisyDense : Layer
{
    /// <summary>What the standard deviations begin with, times the root of the number of inputs (Fortunato et al. 2018, section 3.2).</summary>
    public const float DefaultSigma = 0.5f;

    private readonly Initializer _kernelInitializer;
    private readonly Initializer _biasInitializer;

    /// <summary>Describes the layer.</summary>
    /// <param name="units">The number of outputs, positive.</param>
    /// <param name="activation">The function applied to the outputs; the identity by default.</param>
    /// <param name="sigma">What the standard deviations begin with, times the root of the number of inputs; not negative. Default 0.5.</param>
    /// <param name="kernelInitializer">Fills the means of weights; by default uniform in +-1/sqrt(inputs), as in the paper.</param>
    /// <param name="biasInitializer">Fills the means of biases; by default the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is not positive, or <paramref name="sigma"/> negative.</exception>
    public NoisyDense(
        int units, Activation activation = default, float sigma = DefaultSigma, Initializer? kernelInitializer = null, Initializer? biasInitializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        Units = units;
        Activation = activation;
        Sigma = Check.NotNegative(sigma, nameof(sigma));
        _kernelInitializer = kernelInitializer ?? Initializer.FanInUniform;
        _biasInitializer = biasInitializer ?? Initializer.FanInUniform;
    }

    /// <summary>The number of outputs.</summary>
    public int Units { get; }

    /// <summary>What the standard deviations begin with, times the root of the number of inputs.</summary>
    public float Sigma { get; }

    /// <inheritdoc/>
    public override Activation Activation { get; }

    private MatrixLayout Layout => LinearKernels.LayoutFor(Units);

    /// <inheritdoc/>
    public override int Build(LayerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Initializer deviation = Initializer.Constant(Sigma / MathF.Sqrt(builder.InputSize));
        builder.AddMatrix("weight", Units, Layout, _kernelInitializer);
        builder.AddVectors(_biasInitializer, ("bias", Units));
        builder.AddMatrix("weight_sigma", Units, Layout, deviation);
        builder.AddVectors(deviation, ("bias_sigma", Units));
        builder.AddScratch(Places(builder.InputSize).Kernel + LinearKernels.ScratchLength(builder.InputSize, Units, Layout));
        return Units;
    }

    /// <inheritdoc/>
    public override void Forward(in LayerContext context)
    {
        if (IsQuiet(context))
        {
            LinearKernels.Forward(context.Linear(Units, Activation), context.Input, context.Values(0), context.Values(1), context.Output);
            return;
        }

        Compose(context);
        (_, _, int weights, int biases, int kernel) = Places(context.InputSize);
        LinearKernels.Forward(context.Linear(Units, Activation), context.Input, context.Scratch[weights..biases], context.Scratch[biases..kernel], context.Output);
    }

    /// <inheritdoc/>
    public override void Backward(in LayerContext context)
    {
        (_, _, int weights, int biases, int kernel) = Places(context.InputSize);
        bool quiet = IsQuiet(context);
        LinearShape shape = context.Linear(Units, Activation);
        if (context.WantsInputGradient)
        {
            ReadOnlySpan<float> through = quiet ? context.Values(0) : context.Scratch[weights..biases];
            LinearKernels.InputGradient(shape, context.OutputGradient, through, context.Input, context.InputGradient, context.Scratch[kernel..]);
        }

        if (!context.WantsParameterGradients) return;
        if (!context.Accumulate)
        {
            context.Gradients(2).Clear();
            context.Gradients(3).Clear();
            LinearKernels.WeightGradient(shape, context.Input, context.OutputGradient, context.Gradients(0), context.Gradients(1), accumulate: false);
            if (!quiet) AddDeviationGradients(context, context.Gradients(0), context.Gradients(1));
            return;
        }

        // The gradient of this batch alone is needed; the weights' place is free for it, since they can be put together again.
        Span<float> weightGradient = context.Scratch[weights..biases], biasGradient = context.Scratch[biases..kernel];
        LinearKernels.WeightGradient(shape, context.Input, context.OutputGradient, weightGradient, biasGradient, accumulate: false);
        Vectors.Add(context.Gradients(0), weightGradient);
        Vectors.Add(context.Gradients(1), biasGradient);
        if (quiet) return;
        AddDeviationGradients(context, weightGradient, biasGradient);
        Compose(context);
    }

    /// <inheritdoc/>
    public override string ToString() => $"NoisyDense({Units}, {Activation})";

    /// <summary>Draws the noise of a workspace anew.</summary>
    internal void DrawNoise(int inputs, Span<float> scratch, Pcg64 generator)
    {
        (int outputNoise, int inputNoise, _, _, _) = Places(inputs);
        scratch[0] = 1;
        Draw(scratch.Slice(outputNoise, Units), generator);
        Draw(scratch.Slice(inputNoise, inputs), generator);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Draw(Span<float> noise, Pcg64 generator)
    {
        for (int i = 0; i < noise.Length; i++)
        {
            float x = generator.NormalSingle();
            noise[i] = MathF.CopySign(MathF.Sqrt(MathF.Abs(x)), x);
        }
    }

    /// <summary>Whether the workspace has no noise: the first element of its scratch memory says so.</summary>
    private static bool IsQuiet(in LayerContext context) => context.Scratch[0] == 0;

    private void Compose(in LayerContext context)
    {
        (_, _, int weights, int biases, int kernel) = Places(context.InputSize);
        ReadOnlySpan<float> outputNoise = OutputNoise(context);
        NoisyWeights.Compose(Layout, context.Values(0), context.Values(2), outputNoise, InputNoise(context), context.Scratch[weights..biases]);
        Span<float> sums = context.Scratch[biases..kernel];
        ReadOnlySpan<float> means = context.Values(1), deviations = context.Values(3);
        for (int i = 0; i < sums.Length; i++) sums[i] = means[i] + (deviations[i] * outputNoise[i]);
    }

    private void AddDeviationGradients(in LayerContext context, ReadOnlySpan<float> weightGradient, ReadOnlySpan<float> biasGradient)
    {
        ReadOnlySpan<float> outputNoise = OutputNoise(context);
        NoisyWeights.AddDeviationGradient(Layout, weightGradient, outputNoise, InputNoise(context), context.Gradients(2));
        Span<float> gradient = context.Gradients(3);
        for (int i = 0; i < gradient.Length; i++) gradient[i] += biasGradient[i] * outputNoise[i];
    }

    private ReadOnlySpan<float> OutputNoise(in LayerContext context) => context.Scratch.Slice(Places(context.InputSize).OutputNoise, AlignedBuffer.Pad(Units));

    private ReadOnlySpan<float> InputNoise(in LayerContext context) => context.Scratch.Slice(
        Places(context.InputSize).InputNoise, Layout == MatrixLayout.Rows ? AlignedBuffer.Pad(context.InputSize) : context.InputSize);

    /// <summary>Where things begin in the scratch memory: a mark, the noise, the weights and biases made with it, and what the kernels need.</summary>
    private (int OutputNoise, int InputNoise, int Weights, int Biases, int Kernel) Places(int inputs)
    {
        int outputNoise = AlignedBuffer.Pad(1);
        int inputNoise = outputNoise + AlignedBuffer.Pad(Units);
        int weights = inputNoise + AlignedBuffer.Pad(inputs);
        int length = Layout == MatrixLayout.Rows ? AlignedBuffer.Pad(inputs) * Units : AlignedBuffer.Pad(Units) * inputs;
        int biases = weights + length;
        return (outputNoise, inputNoise, weights, biases, biases + AlignedBuffer.Pad(Units));
    }
}
