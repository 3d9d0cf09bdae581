namespace Bellman.Core;

/// <summary>
/// The running statistics of worlds that are stepped together. Within a step each world adds to its own; after it, all are gathered in the order of the
/// worlds and every world gets the same ones. What comes out does not depend on which thread stepped which world.
/// </summary>
internal sealed class SharedStatistics
{
    /// <summary>For each normaliser of a world, from the outermost inwards, its statistics in every world.</summary>
    private readonly RunningStatistics[][] _layers;

    public SharedStatistics(Env[] worlds)
    {
        INormalizer[][] found = [.. worlds.Select(world => Normalizers(world).ToArray())];
        _layers = [.. Enumerable.Range(0, found[0].Length).Select(layer => found.Select(world => world[layer].Statistics).ToArray())];
        foreach (RunningStatistics[] layer in _layers)
        {
            foreach (RunningStatistics other in layer.AsSpan(1)) other.IsGathered = true;
        }
    }

    /// <summary>Gathers what all worlds have seen since the last time.</summary>
    public void Share()
    {
        foreach (RunningStatistics[] layer in _layers)
        {
            foreach (RunningStatistics other in layer.AsSpan(1)) layer[0].Gather(other);
            foreach (RunningStatistics other in layer.AsSpan(1)) other.TakeOver(layer[0]);
        }
    }

    /// <summary>Lets a world for evaluation use the statistics, from each of its resets on as they are then.</summary>
    public void Lend(Env evaluation)
    {
        int layer = 0;
        foreach (INormalizer normalizer in Normalizers(evaluation))
        {
            normalizer.UpdateRunningMean = false;
            normalizer.Statistics.Follow(_layers[layer++][0]);
        }
    }

    public void Save(CheckpointWriter writer)
    {
        if (_layers.Length == 0) return;
        writer.Write("layers", _layers.Length);
        for (int i = 0; i < _layers.Length; i++)
        {
            using (writer.Section($"{i}")) _layers[i][0].Save(writer);
        }
    }

    public void Load(CheckpointReader reader)
    {
        int layers = reader.Contains("layers") ? reader.ReadInt32("layers") : 0;
        if (layers != _layers.Length)
            throw reader.Fault($"it holds statistics of {layers} normalising wrappers, but around these worlds are {_layers.Length}.");
        for (int i = 0; i < layers; i++)
        {
            using (reader.Section($"{i}")) _layers[i][0].Load(reader);
            foreach (RunningStatistics other in _layers[i].AsSpan(1)) other.TakeOver(_layers[i][0]);
        }
    }

    private static IEnumerable<INormalizer> Normalizers(Env env)
    {
        for (Env? layer = env; layer is not null; layer = (layer as Wrapper)?.Inner)
        {
            if (layer is INormalizer normalizer) yield return normalizer;
        }
    }
}
