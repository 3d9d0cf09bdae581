using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Agents.Tests;

/// <summary>Noise that is a linear function of the last hidden layer, and the distribution that comes of it.</summary>
public sealed class StateGaussianTests
{
    private const int Rows = 4;
    private const int Inputs = 3;
    private const int Size = 2;
    private const int Scaled = Size * Inputs;

    private static readonly Box Actions = new(-1, 1, Size);

    private readonly Network _network = new(Inputs, [new StateGaussianHead(Size, initialLogStd: -0.5f)]);
    private readonly StateGaussianPolicy _policy = new(Actions, every: 4);
    private readonly Pcg64 _rng = new SeedStreams(3).Stream("test");
    private readonly Parameters _parameters;
    private readonly Workspace _workspace;
    private readonly float[] _seen = new float[Rows * Inputs];

    public StateGaussianTests()
    {
        _parameters = _network.CreateParameters(_rng);
        _workspace = _network.CreateWorkspace(Rows);
        for (int i = 0; i < _seen.Length; i++) _seen[i] = _rng.Uniform(-1f, 1f);
        foreach (ref float value in _parameters.Values) value += _rng.Uniform(-0.3f, 0.3f);
        _policy.MakeNoise(Rows, _network.OutputSize);
    }

    private int Stride => _network.OutputStride;

    [Fact]
    public void Evaluate_AnyAction_IsTheDensityOfTheSumOfItsNoise()
    {
        float[] actions = [.. Enumerable.Range(0, Rows * Size).Select(i => 0.2f * i)], logProbs = new float[Rows];
        ReadOnlySpan<float> outputs = Forward();
        float entropy = _policy.Evaluate(outputs, Stride, actions, logProbs), sum = 0;
        for (int row = 0; row < Rows; row++)
        {
            float[] logStd = LogStd(outputs, row);
            Assert.Equal(DiagonalGaussian.LogProb(outputs.Slice(row * Stride, Size), logStd, actions.AsSpan(row * Size, Size)), logProbs[row], 1e-4f);
            sum += DiagonalGaussian.Entropy(logStd);
        }

        Assert.Equal(sum / Rows, entropy, 1e-5f);
    }

    /// <summary>From weights to probabilities and entropy, without a layer before, so that no gradient is held back.</summary>
    [Fact]
    public void Backward_ThroughTheHead_EqualsDifferences()
    {
        float[] actions = [.. Enumerable.Range(0, Rows * Size).Select(i => 0.3f - (0.2f * i))], factors = [0.4f, -0.7f, 1.2f, 0.1f], logProbs = new float[Rows];
        const float ByEntropy = 0.3f;
        ReadOnlySpan<float> outputs = Forward();
        _policy.Evaluate(outputs, Stride, actions, logProbs);
        _policy.Backward(outputs, Stride, actions, factors, ByEntropy, _workspace.OutputGradient);
        _network.Backward(_parameters, Rows, _workspace);
        float[] point = _parameters.Values.ToArray();
        GradientCheckReport report = GradientCheck.Function(Objective, point, _parameters.Gradients);
        Assert.True(report.Passed, report.ToString());

        double Objective(float[] values)
        {
            values.CopyTo(_parameters.Values);
            float entropy = _policy.Evaluate(Forward(), Stride, actions, logProbs);
            double sum = ByEntropy * Rows * entropy;
            for (int row = 0; row < Rows; row++) sum += factors[row] * logProbs[row];
            return sum;
        }
    }

    [Fact]
    public void Backward_GradientByTheInputs_IsThatOfTheMeansAlone()
    {
        Forward();
        for (int i = 0; i < Rows; i++) _workspace.OutputGradient.Slice(i * Stride, Size + Scaled).Fill(0.5f);
        _network.Backward(_parameters, Rows, _workspace, GradientTargets.Both);
        float[] weights = new float[Scaled];
        _parameters.ExportValues(_parameters.Tensor("layers.0.mean.weight"), weights);
        for (int i = 0; i < Inputs; i++) Assert.Equal(0.5f * (weights[i] + weights[Inputs + i]), _workspace.InputGradient[i], 1e-5f);
    }

    [Fact]
    public void Sample_SameNoise_IsLinearInTheHiddenLayerUntilItIsDrawnAnew()
    {
        float[] first = Noise(step: 0), again = Noise(step: 3), other = Noise(step: 4);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        for (int i = 0; i < _seen.Length; i++) _seen[i] *= 2;
        float[] twice = Noise(step: 5);
        for (int i = 0; i < twice.Length; i++) Assert.Equal(2 * other[i], twice[i], 1e-5f);
    }

    [Fact]
    public void Sample_ManyDraws_HasTheDeviationsThatItsDensitySays()
    {
        const int Draws = 20_000;
        double[] squares = new double[Rows * Size];
        for (int draw = 0; draw < Draws; draw++)
        {
            float[] noise = Noise(step: 0);
            for (int i = 0; i < noise.Length; i++) squares[i] += noise[i] * noise[i];
        }

        ReadOnlySpan<float> outputs = Forward();
        for (int i = 0; i < squares.Length; i++) Assert.Equal(Math.Exp(LogStd(outputs, i / Size)[i % Size]), Math.Sqrt(squares[i] / Draws), 0.02);
    }

    [Fact]
    public void Policy_OfChoices_RefusesNoiseByState()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Policy.For(new Discrete(2), "PPO", 4, noiseSteps: 8));
        Assert.Contains("sde_sample_frequency of 8", refused.Message);
    }

    private float[] Noise(int step)
    {
        float[] actions = new float[Rows * Size], logProbs = new float[Rows];
        ReadOnlySpan<float> outputs = Forward();
        _policy.BeginStep(step, _rng);
        _policy.Sample(outputs, Stride, _rng, actions, logProbs);
        for (int i = 0; i < actions.Length; i++) actions[i] -= outputs[(i / Size * Stride) + (i % Size)];
        return actions;
    }

    private ReadOnlySpan<float> Forward() => _network.Forward(_parameters, _seen, Rows, _workspace);

    private static float[] LogStd(ReadOnlySpan<float> outputs, int row)
    {
        int at = (row * (outputs.Length / Rows)) + Size;
        float[] scaled = outputs.Slice(at, Scaled).ToArray();
        return [.. scaled.Chunk(Inputs).Select(own => MathF.Log(own.Sum(s => s * s) + 1e-6f) / 2)];
    }
}
