using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Testing;

/// <summary>
/// Compares gradients with finite differences, element by element: the test that every layer and loss of one's own should pass.
/// </summary>
/// <remarks>
/// The difference quotient is the four-point one, <c>(8 (f(+h) - f(-h)) - (f(+2h) - f(-2h))) / 12h</c>, whose error is of the
/// order <c>h^4</c>, or one of the two one-sided ones of three points, <c>(4 f(h) - f(2h) - 3 f(0)) / 2h</c>. They are taken at
/// five steps and the best agreement counts: a kink (of a ReLU, say) spoils those that cross it, and rounding the smallest steps,
/// while a wrong gradient disagrees with all.
/// </remarks>
public static class GradientCheck
{
    private static readonly float[] Steps = [1f / 32, 1f / 128, 1f / 512, 1f / 2048, 1f / 8192];

    /// <summary>Checks the gradient of any function of a vector.</summary>
    /// <param name="function">The function. It is called several times for each element, with the vector changed in that element.</param>
    /// <param name="point">Where the gradient was taken.</param>
    /// <param name="gradient">The gradient to check, as long as <paramref name="point"/>.</param>
    /// <param name="tolerance">
    /// The largest difference allowed, relative to the element's size or to a hundredth of the largest element's. Default 0.005.
    /// </param>
    /// <returns>The worst element and whether it is within the tolerance.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is not positive.</exception>
    public static GradientCheckReport Function(
        Func<float[], double> function, ReadOnlySpan<float> point, ReadOnlySpan<float> gradient, double tolerance = 0.005)
    {
        ArgumentNullException.ThrowIfNull(function);
        float[] at = point.ToArray();
        return Compare("element", at, () => function(at), gradient, tolerance);
    }

    /// <summary>
    /// Checks the gradients of a network by its parameters and its inputs, for a fixed random linear function of its outputs.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Parameters of the network; their gradients are overwritten, their values are as before in the end.</param>
    /// <param name="input"><paramref name="batch"/> rows of inputs without padding.</param>
    /// <param name="batch">The number of rows.</param>
    /// <param name="tolerance">
    /// The largest difference allowed, relative to the element's size or to a hundredth of the largest element's. Default 0.005.
    /// </param>
    /// <param name="state">
    /// The states before the pass, for a recurrent network: the rows are steps of so many sequences. They are left as they are, and the
    /// gradient by them is checked too, that by the states after the pass being part of the function. Null for empty ones and a sequence of one step in each row.
    /// </param>
    /// <param name="episodeStarts">For each row whether an episode starts there; null if none does.</param>
    /// <param name="noise">The stream from which the noise of layers that have some is drawn, once; null for none.</param>
    /// <returns>The worst element of all and whether it is within the tolerance.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is not positive.</exception>
    public static GradientCheckReport Network(
        Network network,
        Parameters parameters,
        ReadOnlySpan<float> input,
        int batch,
        double tolerance = 0.005,
        RecurrentState? state = null,
        bool[]? episodeStarts = null,
        Pcg64? noise = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        if (network.IsRecurrent) state ??= network.CreateState(batch);
        Workspace workspace = network.CreateWorkspace(batch);
        if (noise is not null) network.DrawNoise(workspace, noise);
        float[] inputs = input.ToArray();
        float[] coefficients = Coefficients(batch * network.OutputSize);
        RecurrentState running = network.CreateState(state?.Sequences ?? batch);
        float[] states = StateOf(state);
        float[] stateCoefficients = Coefficients(states.Length);
        double Evaluate()
        {
            SetState(running, states);
            double sum = Combine(network.Forward(parameters, inputs, batch, workspace, running, episodeStarts), network, coefficients);
            return sum + Combine(StateOf(running), stateCoefficients);
        }

        Evaluate();
        SetState(running, stateCoefficients);
        network.Backward(parameters, batch, coefficients, workspace, GradientTargets.Both, stateGradient: running);
        float[] stateGradient = StateOf(running);
        float[] inputGradient = Rows(workspace.InputGradient, batch, network.InputSize, workspace.InputStride);
        GradientCheckReport worst = Compare("input", inputs, Evaluate, inputGradient, tolerance);
        GradientCheckReport byState = Compare("state", states, Evaluate, stateGradient.AsSpan(0, states.Length), tolerance);
        worst = byState.Error > worst.Error ? byState : worst;
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            float[] values = new float[tensor.Length];
            float[] gradient = new float[tensor.Length];
            parameters.ExportValues(tensor, values);
            parameters.ExportGradients(tensor, gradient);
            double EvaluateWith()
            {
                parameters.ImportValues(tensor, values);
                return Evaluate();
            }

            GradientCheckReport report = Compare(tensor.Name, values, EvaluateWith, gradient, tolerance);
            parameters.ImportValues(tensor, values);
            worst = report.Error > worst.Error ? report : worst;
        }

        return worst;
    }

    private static GradientCheckReport Compare(
        string name, float[] point, Func<double> evaluate, ReadOnlySpan<float> gradient, double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        if (point.Length != gradient.Length)
        {
            throw new ArgumentException($"There are {point.Length} elements but {gradient.Length} derivatives.", nameof(gradient));
        }

        double largest = 0;
        foreach (float derivative in gradient)
        {
            largest = Math.Max(largest, Math.Abs(derivative));
        }

        double[] quotients = new double[3];
        var worst = new GradientCheckReport(name, 0, 0, 0, 0, tolerance);
        for (int i = 0; i < point.Length; i++)
        {
            GradientCheckReport best = worst with { Index = i, Error = double.PositiveInfinity };
            foreach (float step in Steps)
            {
                DifferenceQuotients(point, i, step, evaluate, quotients);
                foreach (double quotient in quotients)
                {
                    double scale = Math.Max(Math.Max(Math.Abs(quotient), Math.Abs(gradient[i])), Math.Max(0.01 * largest, 1e-3));
                    double error = Math.Abs(quotient - gradient[i]) / scale;
                    best = error < best.Error ? best with { Gradient = gradient[i], DifferenceQuotient = quotient, Error = error } : best;
                }
            }

            worst = best.Error > worst.Error ? best : worst;
        }

        return worst;
    }

    private static void DifferenceQuotients(float[] point, int index, float step, Func<double> evaluate, double[] quotients)
    {
        float original = point[index];
        double At(float value)
        {
            point[index] = value;
            return evaluate();
        }

        double right = At(original + step);
        double farRight = At(original + (2 * step));
        double left = At(original - step);
        double farLeft = At(original - (2 * step));
        double middle = At(original);
        quotients[0] = ((8 * (right - left)) - (farRight - farLeft)) / (12 * step);
        quotients[1] = ((4 * right) - farRight - (3 * middle)) / (2 * step);
        quotients[2] = ((3 * middle) - (4 * left) + farLeft) / (2 * step);
    }

    private static double Combine(ReadOnlySpan<float> outputs, Network network, float[] coefficients)
    {
        double sum = 0;
        for (int i = 0; i < coefficients.Length; i++)
        {
            sum += (double)coefficients[i] * outputs[(i / network.OutputSize * network.OutputStride) + (i % network.OutputSize)];
        }

        return sum;
    }

    private static double Combine(float[] values, float[] coefficients)
    {
        double sum = 0;
        for (int i = 0; i < coefficients.Length; i++)
        {
            sum += (double)coefficients[i] * values[i];
        }

        return sum;
    }

    /// <summary>All states one after the other.</summary>
    private static float[] StateOf(RecurrentState? state) =>
        state == null ? [] : [.. Enumerable.Range(0, state.Sequences).SelectMany(sequence => state.Row(sequence).ToArray())];

    private static void SetState(RecurrentState state, float[] values)
    {
        int size = state.Network.StateSize;
        for (int sequence = 0; sequence < state.Sequences && values.Length > 0; sequence++)
        {
            values.AsSpan(sequence * size, size).CopyTo(state.Row(sequence));
        }
    }

    /// <summary>Numbers of both signs that do not repeat: multiples of the golden ratio, modulo 1.</summary>
    private static float[] Coefficients(int count)
    {
        float[] coefficients = new float[count];
        for (int i = 0; i < count; i++)
        {
            coefficients[i] = (float)((((i + 1) * 0.6180339887498949) % 1.0 * 2.0) - 1.0);
        }

        return coefficients;
    }

    private static float[] Rows(ReadOnlySpan<float> matrix, int rows, int columns, int stride)
    {
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            matrix.Slice(row * stride, columns).CopyTo(values.AsSpan(row * columns));
        }

        return values;
    }
}
