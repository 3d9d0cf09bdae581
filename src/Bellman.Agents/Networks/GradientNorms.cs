using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>
/// The norms of the gradients of each weight and bias, for looking into a network that does not learn. They are taken of one update in <see cref="Every"/>: a pass over all
/// gradients costs some percent of an update of a small network, which this way is not to be noticed.
/// </summary>
internal sealed class GradientNorms
{
    /// <summary>Of how many updates one is looked at.</summary>
    public const int Every = 64;

    private readonly Parameters _parameters;
    private readonly ScalarMetric? _all;
    private readonly ScalarMetric[] _each;

    /// <summary>Names the figures: <c>gradient_norm/layers.0.weight</c> and so on.</summary>
    /// <param name="metrics">Where they are recorded.</param>
    /// <param name="parameters">Whose gradients.</param>
    /// <param name="all">Where the norm of all of them together goes; <see langword="null"/> where each update records it anyhow.</param>
    public GradientNorms(Metrics metrics, Parameters parameters, ScalarMetric? all)
    {
        _parameters = parameters;
        _all = all;
        _each = [.. parameters.Tensors.Select(tensor => metrics.Scalar($"gradient_norm/{tensor.Name}"))];
    }

    /// <summary>Records the norms of the present gradients, if it is this update's turn.</summary>
    /// <param name="update">How many updates came before.</param>
    public void Record(long update)
    {
        if (update % Every != 0) return;
        _all?.Record(_parameters.GradientNorm());
        IReadOnlyList<ParameterTensor> tensors = _parameters.Tensors;
        for (int i = 0; i < _each.Length; i++) _each[i].Record(_parameters.GradientNorm(tensors[i]));
    }
}
