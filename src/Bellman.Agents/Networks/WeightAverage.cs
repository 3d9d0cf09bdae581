using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>
/// A running average of the weights of a network that learns (Polyak and Juditsky 1992), which acts greedily and is the model that is saved: single sets of weights along a training differ
/// in quality, their average is steadier. Without a decay it is the network itself.
/// </summary>
internal sealed class WeightAverage
{
    private readonly Parameters _online;
    private readonly Parameters? _average;
    private readonly float _decay;

    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="online">The weights that learn.</param>
    /// <param name="decay">The decay per update, below 1; 0 for no average.</param>
    public WeightAverage(Parameters online, float decay)
    {
        _online = online;
        _decay = decay;
        _average = decay > 0 ? online.Clone() : null;
    }

    /// <summary>The weights that act greedily and are saved.</summary>
    public Parameters Weights => _average ?? _online;

    /// <summary>Takes in the weights after an update.</summary>
    public void Update() => _average?.Polyak(_online, 1 - _decay);

    /// <summary>Requires the average to be finite.</summary>
    /// <exception cref="TrainingDivergedException">It is not.</exception>
    public void CheckFinite(Divergence divergence)
    {
        if (_average is not null) divergence.Require(_average.Values, "A weight of the running average");
    }

    /// <summary>Writes the average, where there is one.</summary>
    public void Save(CheckpointWriter writer)
    {
        if (_average is not null) ParametersFile.Write(writer, "average", _average);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        if (_average is not null) ParametersFile.Read(reader, "average", _average);
    }

    /// <summary>Writes the weights that act greedily.</summary>
    public void SaveModel(CheckpointWriter writer) => ParametersFile.Write(writer, "policy", Weights);

    /// <summary>Restores what <see cref="SaveModel"/> wrote, for the network that learns too.</summary>
    public void LoadModel(CheckpointReader reader)
    {
        ParametersFile.Read(reader, "policy", _online);
        _average?.CopyFrom(_online);
    }
}
