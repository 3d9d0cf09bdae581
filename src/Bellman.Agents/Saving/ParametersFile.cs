using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>Network parameters in a checkpoint: one entry a tensor, row-major <c>[outputs, inputs]</c>, without the padding of the kernels.</summary>
internal static class ParametersFile
{
    public static void Write(CheckpointWriter writer, string name, Parameters parameters)
    {
        using (writer.Section(name))
        {
            foreach (ParameterTensor tensor in parameters.Tensors)
            {
                var values = new float[tensor.Length];
                parameters.ExportValues(tensor, values);
                writer.Write(tensor.Name, values.AsSpan());
            }
        }
    }

    /// <summary>Whether there are parameters of this name.</summary>
    public static bool Contains(CheckpointReader reader, string name, Parameters parameters)
    {
        using (reader.Section(name)) return reader.Contains(parameters.Tensors[0].Name);
    }

    public static void Read(CheckpointReader reader, string name, Parameters parameters)
    {
        using (reader.Section(name))
        {
            foreach (ParameterTensor tensor in parameters.Tensors)
            {
                var values = new float[tensor.Length];
                reader.Read(tensor.Name, values.AsSpan());
                parameters.ImportValues(tensor, values);
            }
        }
    }
}
