using Bellman.Numerics;

namespace Bellman.Neural.Tests;

/// <summary>What the recorded trainings do not say: validation, state, restoring, changing the rate, small numbers.</summary>
public sealed class OptimizerTests
{
    private static readonly Network Line = new(4, [new Dense(3)]);

    public static TheoryData<OptimizerOptions> AllOptimizers =>
    [
        new AdamOptions { Amsgrad = true },
        new AdamWOptions(),
        new RmsPropOptions { Centered = true, Momentum = 0.9f },
        new SgdOptions { Momentum = 0.9f },
    ];

    [Theory]
    [MemberData(nameof(AllOptimizers))]
    public void State_Restored_ContinuesWithTheSameBits(OptimizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Parameters parameters = Line.CreateParameters(new Pcg64(1));
        Optimizer optimizer = options.Create(parameters);
        Run(optimizer, 5);
        Parameters restored = parameters.Clone();
        Optimizer other = options.Create(restored);
        other.StepCount = optimizer.StepCount;
        other.LearningRate = optimizer.LearningRate;
        foreach (string name in optimizer.StateNames)
        {
            optimizer.State(name).CopyTo(other.State(name));
        }

        Run(optimizer, 5);
        Run(other, 5);
        Assert.Equal(parameters.Values.ToArray(), restored.Values.ToArray());
        Assert.Equal(10, other.StepCount);
    }

    [Fact]
    public void LearningRate_ChangedBetweenSteps_IsUsed()
    {
        Parameters parameters = Line.CreateParameters();
        var optimizer = new Sgd(parameters, new SgdOptions { LearningRate = 1f });
        parameters.Gradients[0] = 1f;
        optimizer.Step();
        optimizer.LearningRate = 0.25f;
        optimizer.Step();
        Assert.Equal(-1.25f, parameters.Values[0]);
    }

    [Fact]
    public void Step_GradientGone_MeansReachZeroAndNoSubnormalStays()
    {
        Parameters parameters = Line.CreateParameters();
        var optimizer = new Adam(parameters, new AdamOptions { Beta2 = 0.9f });
        parameters.Gradients[0] = 1f;
        optimizer.Step();
        parameters.ClearGradients();
        for (int i = 0; i < 2000; i++)
        {
            optimizer.Step();
        }

        Assert.Equal(0f, optimizer.State("mean")[0]);
        Assert.Equal(0f, optimizer.State("square")[0]);
    }

    [Theory]
    [MemberData(nameof(AllOptimizers))]
    public void Step_NotANumber_IsNotHidden(OptimizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Parameters parameters = Line.CreateParameters();
        parameters.Gradients[2] = float.NaN;
        options.Create(parameters).Step();
        Assert.True(float.IsNaN(parameters.Values[2]));
        Assert.Equal(0f, parameters.Values[3]);
    }

    [Fact]
    public void Step_LargeGradientWithLimit_ReportsNormAndClips()
    {
        Parameters parameters = Line.CreateParameters();
        var optimizer = new Sgd(parameters, new SgdOptions { LearningRate = 1f, MaxGradientNorm = 1f });
        parameters.Gradients[0] = 30f;
        parameters.Gradients[1] = 40f;
        optimizer.Step();
        Assert.Equal(50f, optimizer.GradientNorm, 1e-4f);
        Assert.Equal(-0.6f, parameters.Values[0], 1e-5f);
        Assert.Equal(30f, parameters.Gradients[0]);
    }

    [Fact]
    public void Options_OutsideRange_ThrowAndNameTheProperty()
    {
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new AdamOptions { LearningRate = 0f });
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new SgdOptions { LearningRate = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new AdamWOptions { WeightDecay = -1f });
        Assert.Throws<ArgumentOutOfRangeException>("KernelL2", () => new AdamOptions { KernelL2 = float.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>("MaxGradientNorm", () => new AdamOptions { MaxGradientNorm = 0f });
        Assert.Throws<ArgumentOutOfRangeException>("Beta1", () => new AdamOptions { Beta1 = 1f });
        Assert.Throws<ArgumentOutOfRangeException>("Beta2", () => new AdamOptions { Beta2 = -0.1f });
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new AdamOptions { Epsilon = 0f });
        Assert.Throws<ArgumentOutOfRangeException>("Alpha", () => new RmsPropOptions { Alpha = 1f });
        Assert.Throws<ArgumentOutOfRangeException>("Momentum", () => new SgdOptions { Momentum = 1f });
        Assert.Equal(0.01f, new AdamWOptions().WeightDecay);
        Assert.Equal(0.01f, new RmsPropOptions().LearningRate);
    }

    [Fact]
    public void State_UnknownName_Throws()
    {
        var optimizer = new Adam(Line.CreateParameters(), new AdamOptions());
        Assert.Equal(["mean", "square"], optimizer.StateNames);
        Assert.Throws<ArgumentException>("name", () => optimizer.State("velocity").Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.LearningRate = -1f);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.StepCount = -1);
    }

    private static void Run(Optimizer optimizer, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Span<float> gradients = optimizer.Parameters.Gradients;
            for (int i = 0; i < gradients.Length; i++)
            {
                gradients[i] = optimizer.Parameters.Values[i] + MathF.Sin(i + optimizer.StepCount);
            }

            optimizer.Step();
        }
    }
}
