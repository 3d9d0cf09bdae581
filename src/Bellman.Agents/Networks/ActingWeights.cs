using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>
/// The weights that an agent explores with: those that learn, or, where it acts and learns at the same time, those of the round before. The learner copies its weights at the end of a round and
/// acting takes the copy over at the beginning of the next, which only exchanges two references: neither waits for the other's copying.
/// </summary>
/// <param name="online">The weights that learn.</param>
internal sealed class ActingWeights(Parameters online)
{
    private Parameters? _present;
    private Parameters? _next;

    /// <summary>The weights to act with.</summary>
    public Parameters Weights => _present ?? online;

    /// <summary>Keeps them apart from those that learn from now on.</summary>
    public void Separate()
    {
        _present ??= online.Clone();
        _next ??= online.Clone();
    }

    /// <summary>Acts with the weights that learn from now on.</summary>
    public void Join() => (_present, _next) = (null, null);

    /// <summary>At the end of a round: copies what was learned.</summary>
    public void Keep() => _next?.CopyFrom(online);

    /// <summary>At the beginning of a round, with the learner at rest: acts with what the last one has learned.</summary>
    public void Advance() => (_present, _next) = (_next, _present);

    /// <summary>Acts with the weights that learn as they are now, after others were loaded.</summary>
    public void Reset()
    {
        _present?.CopyFrom(online);
        Keep();
    }

    /// <summary>Writes them where they are kept apart.</summary>
    public void Save(CheckpointWriter writer)
    {
        if (_present is not null) ParametersFile.Write(writer, "acting", _present);
    }

    /// <summary>Restores what <see cref="Save"/> wrote, after the weights that learn; a training that did not keep them apart goes on with those.</summary>
    public void Load(CheckpointReader reader)
    {
        Reset();
        if (_present is not null && ParametersFile.Contains(reader, "acting", _present)) ParametersFile.Read(reader, "acting", _present);
    }
}
