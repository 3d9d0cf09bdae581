using System.Text.Json;

namespace Bellman.Neural.Tests;

/// <summary>Recurrent layers over a recorded sequence against PyTorch's: outputs, states, and all gradients.</summary>
[Trait("Runs", "at every vector width")]
public sealed class GoldenRecurrentTests
{
    private const int Steps = 5;
    private const int Sequences = 2;
    private const int Inputs = 3;
    private const int Units = 4;
    private const int Width = 16;

    [Fact]
    public void Lstm_RecordedSequences_EqualsPyTorch() => Check("lstm", new Lstm(Units), ["h0", "c0"], ["hn", "cn"], ["ch", "cc"], ["dh0", "dc0"]);

    [Fact]
    public void Gru_RecordedSequences_EqualsPyTorch() => Check("gru", new Gru(Units), ["h0"], ["hn"], ["ch"], ["dh0"]);

    private static void Check(
        string section, Layer layer, string[] initial, string[] final, string[] coefficients, string[] initialGradients)
    {
        const int Batch = Steps * Sequences;
        JsonElement inputs = GoldenLearning.Inputs(section);
        JsonElement expected = GoldenLearning.Results(section);
        var network = new Network(Inputs, [layer]);
        Parameters parameters = network.CreateParameters();
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            parameters.ImportValues(tensor, inputs.GetProperty("params").Numbers(Recorded(tensor)));
        }

        Workspace workspace = network.CreateWorkspace(Batch);
        RecurrentState state = network.CreateState(Sequences);
        Set(state, inputs, initial);
        ReadOnlySpan<float> output = network.Forward(parameters, inputs.Numbers("x"), Batch, workspace, state);
        GoldenLearning.Near(expected.Numbers("out"), GoldenLearning.Unpad(output, Batch, Units, workspace.OutputStride), "out");
        CheckState(state, expected, final);

        Set(state, inputs, coefficients);
        network.Backward(parameters, Batch, inputs.Numbers("co"), workspace, GradientTargets.Both, stateGradient: state);
        CheckState(state, expected, initialGradients);
        GoldenLearning.Near(
            expected.Numbers("dx"), GoldenLearning.Unpad(workspace.InputGradient, Batch, Inputs, workspace.InputStride), "dx");
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            float[] gradient = new float[tensor.Length];
            parameters.ExportGradients(tensor, gradient);
            GoldenLearning.Near(expected.GetProperty("grads").Numbers(Recorded(tensor)), gradient, tensor.Name);
        }
    }

    private static string Recorded(ParameterTensor tensor) => tensor.Name.Replace("layers.0.", "", StringComparison.Ordinal) + "_l0";

    private static void Set(RecurrentState state, JsonElement values, string[] names)
    {
        for (int vector = 0; vector < names.Length; vector++)
        {
            float[] numbers = values.Numbers(names[vector]);
            for (int sequence = 0; sequence < Sequences; sequence++)
            {
                numbers.AsSpan(sequence * Units, Units).CopyTo(state.Row(sequence)[(vector * Width)..]);
            }
        }
    }

    private static void CheckState(RecurrentState state, JsonElement expected, string[] names)
    {
        for (int vector = 0; vector < names.Length; vector++)
        {
            int start = vector * Width;
            float[] actual = [.. state.Row(0).Slice(start, Units), .. state.Row(1).Slice(start, Units)];
            GoldenLearning.Near(expected.Numbers(names[vector]), actual, names[vector]);
        }
    }
}
