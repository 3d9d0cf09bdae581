using BenchmarkDotNet.Attributes;
using Bellman.Numerics;

namespace Bellman.Neural.Benchmarks;

/// <summary>The passes over flat arrays, at the size of a network 8-256-256-4.</summary>
public class KernelBenchmarks
{
    private const int Length = 70_000;
    private readonly AlignedBuffer _left = new(Length);
    private readonly AlignedBuffer _right = new(Length);

    [GlobalSetup]
    public void SetUp()
    {
        var generator = new Pcg64(1);
        for (int i = 0; i < Length; i++)
        {
            _left.Span[i] = generator.Uniform(-1f, 1f);
            _right.Span[i] = generator.Uniform(-1f, 1f);
        }
    }

    [Benchmark]
    public void SoftTarget() => Vectors.MoveTowards(_left.Span, _right.Span, 0.005f);

    [Benchmark]
    public float GradientNorm() => Vectors.SumOfSquares(_left.Span);

    [Benchmark]
    public void Tanh() => Activations.Apply(ActivationKind.Tanh, 0f, _left.Span[..4096]);
}
