using Bellman.Numerics;

namespace Bellman.Neural.Tests;

public sealed class ParametersTests
{
    private static readonly Network Small = new(3, [new Dense(20, Activation.ReLU), new Dense(5, Activation.Tanh), new DuelingHead(3)]);

    [Fact]
    public void Tensors_OfNetwork_HaveNamesShapesAndFans()
    {
        Parameters parameters = Small.CreateParameters();
        string[] expected =
        [
            "layers.0.weight 20x3 kernel 3-20",
            "layers.0.bias 20x1 bias 3-20",
            "layers.1.weight 5x20 kernel 20-5",
            "layers.1.bias 5x1 bias 20-5",
            "layers.2.value.weight 1x5 kernel 5-1",
            "layers.2.advantage.weight 3x5 kernel 5-3",
            "layers.2.value.bias 1x1 bias 5-1",
            "layers.2.advantage.bias 3x1 bias 5-3",
        ];
        static string Describe(ParameterTensor tensor) =>
            $"{tensor.Name} {tensor.Rows}x{tensor.Columns} {(tensor.IsKernel ? "kernel" : "bias")} {tensor.FanIn}-{tensor.FanOut}";
        Assert.Equal(expected, parameters.Tensors.Select(Describe));
        Assert.Equal((3 * 20) + 20 + (20 * 5) + 5 + (5 * 4) + 4, parameters.Count);
        Assert.Equal(0, parameters.Length % 16);
    }

    [Fact]
    public void ImportValues_AllTensors_ExportsTheSameAndLeavesPaddingZero()
    {
        Parameters parameters = Small.CreateParameters();
        float next = 1f;
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            float[] values = new float[tensor.Length];
            foreach (ref float value in values.AsSpan())
            {
                value = next++;
            }

            parameters.ImportValues(tensor, values);
            float[] exported = new float[tensor.Length];
            parameters.ExportValues(tensor, exported);
            Assert.Equal(values, exported);
        }

        Assert.Equal(parameters.Count, parameters.Values.ToArray().Count(value => value != 0f));
        Assert.Equal(Enumerable.Range(1, parameters.Count).Sum(), parameters.Values.ToArray().Sum());
    }

    [Fact]
    public void GradientNorm_OfATensor_IsThatOfItsExportedGradients()
    {
        Parameters parameters = Small.CreateParameters(new Pcg64(3));
        Workspace workspace = Small.CreateWorkspace(2);
        Small.Forward(parameters, [1f, -2f, 3f, 0.5f, 0.25f, -1f], 2, workspace);
        for (int i = 0; i < 3; i++) workspace.OutputGradient[i] = i - 0.5f;
        Small.Backward(parameters, 2, workspace);
        float squares = 0;
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            float[] gradients = new float[tensor.Length];
            parameters.ExportGradients(tensor, gradients);
            float norm = MathF.Sqrt(gradients.Sum(gradient => gradient * gradient));
            Assert.True(norm > 0);
            Assert.Equal(norm, parameters.GradientNorm(tensor), 1e-5f);
            squares += norm * norm;
        }

        Assert.Equal(MathF.Sqrt(squares), parameters.GradientNorm(), 1e-4f);
        Assert.Throws<ArgumentException>(() => parameters.GradientNorm(new Network(1, [new Dense(1)]).CreateParameters().Tensors[0]));
    }

    [Fact]
    public void Padding_AfterTraining_IsStillZero()
    {
        Parameters parameters = Small.CreateParameters(new Pcg64(3));
        Workspace workspace = Small.CreateWorkspace(5);
        Optimizer optimizer = new AdamOptions { KernelL2 = 0.1f, MaxGradientNorm = 1f }.Create(parameters);
        float[] input = [.. Enumerable.Range(0, 15).Select(i => i / 7f)];
        for (int step = 0; step < 3; step++)
        {
            Small.Forward(parameters, input, 5, workspace);
            Small.Backward(parameters, 5, input, workspace);
            optimizer.Step();
        }

        var used = new HashSet<int>();
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            for (int row = 0; row < tensor.Rows; row++)
            {
                for (int column = 0; column < tensor.Columns; column++)
                {
                    used.Add(tensor.IndexOf(row, column));
                }
            }
        }

        Assert.Equal(parameters.Count, used.Count);
        for (int i = 0; i < parameters.Length; i++)
        {
            Assert.True(used.Contains(i) || (parameters.Values[i] == 0f && parameters.Gradients[i] == 0f), $"padding element {i}");
        }
    }

    [Fact]
    public void CopyFrom_EqualArchitectureOfAnotherNetwork_CopiesValues()
    {
        var twin = new Network(3, [new Dense(20), new Dense(5), new DuelingHead(3)]);
        Parameters source = twin.CreateParameters(new Pcg64(1));
        Parameters copy = Small.CreateParameters();
        copy.CopyFrom(source);
        Assert.Equal(source.Values.ToArray(), copy.Values.ToArray());
    }

    [Fact]
    public void CopyFrom_DifferentArchitecture_Throws()
    {
        Parameters other = new Network(3, [new Dense(21), new Dense(5), new DuelingHead(3)]).CreateParameters();
        Parameters parameters = Small.CreateParameters();
        Assert.Throws<ArgumentException>("source", () => parameters.CopyFrom(other));
        Assert.Throws<ArgumentException>("online", () => parameters.Polyak(other, 0.5f));
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void Polyak_FractionOutsideRange_Throws(float tau)
    {
        Parameters parameters = Small.CreateParameters();
        Assert.Throws<ArgumentOutOfRangeException>(nameof(tau), () => parameters.Polyak(parameters, tau));
    }

    [Fact]
    public void Clone_Changed_LeavesOriginal()
    {
        Parameters original = Small.CreateParameters(new Pcg64(2));
        float before = original.Values[0];
        Parameters clone = original.Clone();
        Assert.Equal(original.Values.ToArray(), clone.Values.ToArray());
        clone.Values[0] += 1f;
        Assert.Equal(before, original.Values[0]);
    }

    [Fact]
    public void ClipGlobalNorm_SmallGradient_LeavesIt()
    {
        Parameters parameters = Small.CreateParameters();
        parameters.Gradients[0] = 3f;
        parameters.Gradients[1] = 4f;
        Assert.Equal(5f, parameters.ClipGlobalNorm(6f), 1e-6f);
        Assert.Equal(3f, parameters.Gradients[0]);
        Assert.Equal(5f, parameters.ClipGlobalNorm(1f), 1e-6f);
        Assert.Equal(1f, parameters.GradientNorm(), 1e-5f);
        parameters.ClearGradients();
        Assert.Equal(0f, parameters.GradientNorm());
    }

    [Fact]
    public void Tensor_UnknownName_ThrowsAndNamesThoseThereAre()
    {
        Parameters parameters = Small.CreateParameters();
        Assert.Equal("layers.1.bias", parameters.Tensor("layers.1.bias").Name);
        ArgumentException error = Assert.Throws<ArgumentException>("name", () => parameters.Tensor("bias"));
        Assert.Contains("layers.2.value.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExportValues_WrongLength_Throws()
    {
        Parameters parameters = Small.CreateParameters();
        Assert.Throws<ArgumentException>("destination", () => parameters.ExportValues(parameters.Tensors[0], new float[59]));
        Assert.Throws<ArgumentException>("source", () => parameters.ImportValues(parameters.Tensors[0], new float[61]));
        Assert.Throws<ArgumentOutOfRangeException>("row", () => parameters.Tensors[0].IndexOf(20, 0));
        Assert.Throws<ArgumentOutOfRangeException>("column", () => parameters.Tensors[0].IndexOf(0, 3));
    }
}
