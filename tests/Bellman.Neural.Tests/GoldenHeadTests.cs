using System.Text.Json;
using Bellman.Numerics;

namespace Bellman.Neural.Tests;

/// <summary>Targets, the dueling head, soft updates and activation functions against PyTorch's.</summary>
[Trait("Runs", "at every vector width")]
public sealed class GoldenHeadTests
{
    [Fact]
    public void DoubleDqn_RecordedBatch_EqualsPyTorch()
    {
        JsonElement inputs = GoldenLearning.Inputs("double_dqn");
        JsonElement expected = GoldenLearning.Results("double_dqn");
        float[] rewards = inputs.Numbers("reward");
        float[] done = inputs.Numbers("done");
        float[] online = inputs.Numbers("q_online_next");
        float[] target = inputs.Numbers("q_target_next");
        float[] targets = new float[rewards.Length];
        float[] discounts = [.. done.Select(flag => 0.99f * (1f - flag))];
        Losses.DqnTargets(rewards, discounts, 4, target, target, 4, targets);
        GoldenLearning.Near(expected.Numbers("dqn_target"), targets, "DQN target");
        Losses.DqnTargets(rewards, discounts, 4, online, target, 4, targets);
        GoldenLearning.Near(expected.Numbers("double_dqn_target"), targets, "Double DQN target");
        CheckTakenAction(inputs, expected, targets, [], "");
        CheckTakenAction(inputs, expected, targets, inputs.Numbers("is_weights"), "is_weighted_");
    }

    [Fact]
    public void DuelingHead_RecordedBatch_EqualsPyTorch()
    {
        JsonElement inputs = GoldenLearning.Inputs("dueling");
        JsonElement expected = GoldenLearning.Results("dueling");
        var network = new Network(3, [new Dense(4, Activation.ReLU), new DuelingHead(3)]);
        Parameters parameters = network.CreateParameters();
        string[] names = ["trunk.weight", "trunk.bias", "value.weight", "adv.weight", "value.bias", "adv.bias"];
        for (int i = 0; i < names.Length; i++)
        {
            parameters.ImportValues(parameters.Tensors[i], inputs.GetProperty("params").Numbers(names[i]));
        }

        Workspace workspace = network.CreateWorkspace(5);
        ReadOnlySpan<float> q = network.Forward(parameters, inputs.Numbers("x"), 5, workspace);
        GoldenLearning.Near(expected.Numbers("q"), GoldenLearning.Unpad(q, 5, 3, workspace.OutputStride), "q");
        int[] actions = [.. inputs.Numbers("action").Select(action => (int)action)];
        float loss = Losses.TakenAction(
            Loss.SmoothL1(), 3, q, workspace.OutputStride, actions, inputs.Numbers("target"), workspace.OutputGradient);
        GoldenLearning.Near(expected.Numbers("loss"), [loss], "loss");
        network.Backward(parameters, 5, workspace, GradientTargets.Both);
        for (int i = 0; i < names.Length; i++)
        {
            float[] gradient = new float[parameters.Tensors[i].Length];
            parameters.ExportGradients(parameters.Tensors[i], gradient);
            GoldenLearning.Near(expected.GetProperty("grads").Numbers(names[i]), gradient, names[i]);
        }

        GoldenLearning.Near(expected.Numbers("dx"), GoldenLearning.Unpad(workspace.InputGradient, 5, 3, workspace.InputStride), "dx");
    }

    [Fact]
    public void Polyak_RecordedUpdates_EqualPyTorch()
    {
        JsonElement inputs = GoldenLearning.Inputs("soft_update_tau0.005");
        JsonElement expected = GoldenLearning.Results("soft_update_tau0.005");
        var network = new Network(3, [new Dense(1)]);
        Parameters target = network.CreateParameters();
        Parameters online = network.CreateParameters();
        target.ImportValues(target.Tensors[0], inputs.Numbers("target"));
        online.ImportValues(online.Tensors[0], inputs.Numbers("online"));
        float[] moved = new float[3];
        foreach (string after in new[] { "after1", "after2" })
        {
            target.Polyak(online, 0.005f);
            target.ExportValues(target.Tensors[0], moved);
            GoldenLearning.Near(expected.Numbers(after), moved, after, relative: 1e-6);
        }
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    [InlineData("leaky_relu_0.01")]
    public void Activation_RecordedFunction_EqualsPyTorch(string name)
    {
        Activation activation = name switch
        {
            "relu" => Activation.ReLU,
            "tanh" => Activation.Tanh,
            "sigmoid" => Activation.Sigmoid,
            _ => Activation.LeakyReLU(0.01f),
        };
        float[] x = GoldenLearning.Inputs("activations").Numbers("x");
        JsonElement expected = GoldenLearning.Results("activations").GetProperty(name);
        float[] y = [.. x.Select(value => Activations.Apply(activation.Kind, activation.Slope, value))];
        float[] derivative = new float[x.Length];
        derivative.AsSpan().Fill(1f);
        Activations.MultiplyByDerivative(activation.Kind, activation.Slope, y, derivative);
        GoldenLearning.Near(expected.Numbers("y"), y, "y");
        GoldenLearning.Near(expected.Numbers("dydx"), derivative, "dydx");
    }

    private static void CheckTakenAction(JsonElement inputs, JsonElement expected, float[] targets, float[] weights, string prefix)
    {
        int[] actions = [.. inputs.Numbers("action").Select(action => (int)action)];
        float[] gradient = new float[20];
        float[] errors = new float[5];
        float loss = Losses.TakenAction(Loss.Huber(), 4, inputs.Numbers("q_current"), 4, actions, targets, gradient, weights, errors);
        GoldenLearning.Near(expected.Numbers(prefix + "huber_loss"), [loss], "loss");
        GoldenLearning.Near(expected.Numbers(prefix + "dloss_dq"), gradient, "gradient");
        GoldenLearning.Near(expected.Numbers("td_error"), errors, "errors");
    }
}
