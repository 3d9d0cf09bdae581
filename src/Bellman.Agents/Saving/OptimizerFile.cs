using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>An optimizer's state in a checkpoint: the number of steps and its arrays, as they are stored.</summary>
internal static class OptimizerFile
{
    public static void Write(CheckpointWriter writer, Optimizer optimizer)
    {
        writer.Write("step_count", optimizer.StepCount);
        foreach (string name in optimizer.StateNames) writer.Write(name, (ReadOnlySpan<float>)optimizer.State(name));
    }

    public static void Read(CheckpointReader reader, Optimizer optimizer)
    {
        optimizer.StepCount = reader.ReadInt64("step_count");
        foreach (string name in optimizer.StateNames) reader.Read(name, optimizer.State(name));
    }
}
