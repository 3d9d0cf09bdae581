namespace Bellman.Agents;

/// <summary>Refuses options of one kind of network where another is chosen: they would be without effect, which whoever set them does not expect.</summary>
internal static class ModelOptions
{
    /// <summary>Requires that convolutions are described for the model conv alone.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="isConv">Whether it is that one.</param>
    /// <param name="lists">What describes the convolutions.</param>
    /// <exception cref="ArgumentException">They are described for another.</exception>
    public static void RequireConvolutions(string model, bool isConv, params ReadOnlySpan<IReadOnlyList<int>> lists)
    {
        foreach (IReadOnlyList<int> list in lists)
        {
            if (!isConv && list.Count > 0)
                throw new ArgumentException($"conv_filters, conv_kernels and conv_strides are for the model conv, but the model is {model}. Leave them empty, or take that model.");
        }
    }

    /// <summary>Requires that there are dense hidden layers to normalize, each of two units or more: a unit alone less its mean is always 0.</summary>
    /// <param name="layerNorm">Whether they are to be normalized.</param>
    /// <param name="sizes">The units of each network's hidden layers.</param>
    /// <exception cref="ArgumentException">There is none, or one of a single unit.</exception>
    public static void RequireNormalizable(bool layerNorm, params ReadOnlySpan<IReadOnlyList<int>> sizes)
    {
        if (!layerNorm) return;
        int layers = 0;
        foreach (IReadOnlyList<int> list in sizes)
        {
            layers += list.Count;
            if (list.Contains(1)) throw new ArgumentException("layer_norm makes a hidden layer of one unit the same for every observation. Give it two units or more, or set layer_norm to false.");
        }

        if (layers == 0) throw new ArgumentException("layer_norm is for dense hidden layers, and there are none. Give some, or set layer_norm to false.");
    }

    /// <summary>Requires that the size of a memory is given for the models lstm and gru alone.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="hasMemory">Whether it is one of them.</param>
    /// <param name="units">The size.</param>
    /// <param name="usual">The size where none is given.</param>
    /// <exception cref="ArgumentException">It is given for another.</exception>
    public static void RequireMemory(string model, bool hasMemory, int units, int usual)
    {
        if (!hasMemory && units != usual)
            throw new ArgumentException($"recurrent_units ({units}) are for the models lstm and gru, but the model is {model}. Set them back to {usual}, or take one of those models.");
    }
}
