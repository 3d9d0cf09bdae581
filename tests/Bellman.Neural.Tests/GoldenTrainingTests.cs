using System.Globalization;
using System.Text.Json;

namespace Bellman.Neural.Tests;

/// <summary>
/// Forward pass, gradients and five optimizer steps of the network 3-5-4-2 against PyTorch's, for every loss and optimizer
/// recorded.
/// </summary>
[Trait("Runs", "at every vector width")]
public sealed class GoldenTrainingTests
{
    private static readonly JsonElement Mlp = GoldenLearning.Inputs("mlp");
    private static readonly string[] Order = ["0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias"];

    public static TheoryData<string> Cases => [.. Mlp.GetProperty("cases").EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_RecordedCase_EqualsPyTorch(string name)
    {
        JsonElement recorded = Mlp.GetProperty("cases").GetProperty(name).GetProperty("float64");
        string[] parts = name.Split('|');
        Loss loss = ParseLoss(parts[0]);
        float kernelL2 = parts.Contains("kernel_l2_0.001") ? 0.001f : 0f;
        float maxNorm = parts.Contains("clip_global_norm1.0") ? 1f : float.PositiveInfinity;
        var network = new Network(3, [new Dense(5, Activation.ReLU), new Dense(4, Activation.ReLU), new Dense(2)]);
        Parameters parameters = network.CreateParameters();
        Import(parameters, Mlp.GetProperty("init"));
        Optimizer optimizer = (ParseOptimizer(parts[1]) with { KernelL2 = kernelL2, MaxGradientNorm = maxNorm }).Create(parameters);
        Workspace workspace = network.CreateWorkspace(8);
        float[] losses = new float[5];
        for (int step = 0; step < 5; step++)
        {
            losses[step] = Pass(network, parameters, workspace, loss) + (kernelL2 * parameters.KernelSumOfSquares());
            if (step == 0)
            {
                CheckOutput(recorded, workspace);
                CheckGradients(recorded.GetProperty("grads_step0"), parameters, kernelL2);
            }

            optimizer.Step();
            if (!float.IsInfinity(maxNorm))
            {
                GoldenLearning.Near([recorded.Numbers("grad_norms_before_clip")[step]], [optimizer.GradientNorm], "norm");
            }

            if (step is 0 or 4)
            {
                CheckValues(recorded.GetProperty(step == 0 ? "params_after_1" : "params_after_5"), parameters);
            }
        }

        GoldenLearning.Near(recorded.Numbers("losses"), losses, "losses");
    }

    [Fact]
    public void ClipGlobalNorm_RecordedCase_EqualsPyTorch()
    {
        JsonElement recorded = Mlp.GetProperty("cases").GetProperty("mse|adam_lr1e-3|clip_global_norm1.0").GetProperty("float64");
        var network = new Network(3, [new Dense(5, Activation.ReLU), new Dense(4, Activation.ReLU), new Dense(2)]);
        Parameters parameters = network.CreateParameters();
        Import(parameters, Mlp.GetProperty("init"));
        Pass(network, parameters, network.CreateWorkspace(6), Loss.MeanSquared);
        float norm = parameters.ClipGlobalNorm(1f);
        GoldenLearning.Near([recorded.Numbers("grad_norms_before_clip")[0]], [norm], "norm");
        CheckGradients(recorded.GetProperty("grads_step0_clipped"), parameters, kernelL2: 0f);
    }

    private static float Pass(Network network, Parameters parameters, Workspace workspace, Loss loss)
    {
        float[] y = Mlp.Numbers("y");
        int batch = y.Length / 2;
        ReadOnlySpan<float> output = network.Forward(parameters, Mlp.Numbers("x"), batch, workspace);
        float value = Losses.Mean(loss, batch, 2, output, network.OutputStride, y, 2, workspace.OutputGradient, workspace.OutputStride);
        network.Backward(parameters, batch, workspace);
        return value;
    }

    private static void Import(Parameters parameters, JsonElement values)
    {
        int index = 0;
        foreach (JsonElement tensor in values.EnumerateArray())
        {
            parameters.ImportValues(parameters.Tensors[index++], tensor.Numbers());
        }
    }

    private static void CheckOutput(JsonElement recorded, Workspace workspace)
    {
        float[] expected = recorded.Numbers("output0");
        float[] actual = new float[expected.Length];
        for (int i = 0; i < actual.Length; i++)
        {
            actual[i] = workspace.Output[(i / 2 * workspace.OutputStride) + (i % 2)];
        }

        GoldenLearning.Near(expected, actual, "output");
    }

    private static void CheckGradients(JsonElement recorded, Parameters parameters, float kernelL2)
    {
        for (int i = 0; i < Order.Length; i++)
        {
            ParameterTensor tensor = parameters.Tensors[i];
            float[] gradient = new float[tensor.Length];
            float[] values = new float[tensor.Length];
            parameters.ExportGradients(tensor, gradient);
            parameters.ExportValues(tensor, values);
            for (int j = 0; j < gradient.Length && tensor.IsKernel; j++)
            {
                gradient[j] += 2f * kernelL2 * values[j];
            }

            GoldenLearning.Near(recorded.Numbers(Order[i]), gradient, "gradient of " + tensor.Name);
        }
    }

    private static void CheckValues(JsonElement recorded, Parameters parameters)
    {
        for (int i = 0; i < Order.Length; i++)
        {
            float[] actual = new float[parameters.Tensors[i].Length];
            parameters.ExportValues(parameters.Tensors[i], actual);
            GoldenLearning.Near(recorded.Numbers(Order[i]), actual, parameters.Tensors[i].Name);
        }
    }

    private static Loss ParseLoss(string name) => name switch
    {
        "mse" => Loss.MeanSquared,
        "l1" => Loss.Absolute,
        "huber_delta1" => Loss.Huber(1f),
        "huber_delta0.5" => Loss.Huber(0.5f),
        "smooth_l1_beta1" => Loss.SmoothL1(1f),
        "smooth_l1_beta0.5" => Loss.SmoothL1(0.5f),
        _ => throw new ArgumentException(name),
    };

    private static OptimizerOptions ParseOptimizer(string name)
    {
        string[] words = name.Split('_');
        float Number(string prefix, float otherwise)
        {
            string? word = words.FirstOrDefault(
                w => w.StartsWith(prefix, StringComparison.Ordinal) && w.Length > prefix.Length && !char.IsLetter(w[prefix.Length]));
            return word is null ? otherwise : float.Parse(word[prefix.Length..], CultureInfo.InvariantCulture);
        }

        float rate = Number("lr", 0f);
        return words[0] switch
        {
            "adam" => new AdamOptions
            {
                LearningRate = rate,
                Epsilon = Number("eps", 1e-8f),
                Amsgrad = words.Contains("amsgrad"),
                WeightDecay = Number("wd", 0f),
            },
            "adamw" => new AdamWOptions { LearningRate = rate, WeightDecay = Number("wd", 0f) },
            "sgd" => new SgdOptions { LearningRate = rate, Momentum = Number("momentum", 0f), Nesterov = words.Contains("nesterov") },
            "rmsprop" => new RmsPropOptions
            {
                LearningRate = rate,
                Alpha = Number("alpha", 0.99f),
                Epsilon = Number("eps", 1e-8f),
                Centered = words.Contains("centered"),
                Momentum = Number("momentum", 0f),
            },
            _ => throw new ArgumentException(name),
        };
    }
}
