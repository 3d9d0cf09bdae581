namespace Bellman.Agents;

/// <summary>What kind of network estimates the action values.</summary>
public enum QModel
{
    /// <summary>Dense layers.</summary>
    Dense,

    /// <summary>Convolutions over an image, then dense layers (Mnih et al. 2015).</summary>
    Conv,

    /// <summary>Dense layers, then long short-term memory, which remembers earlier observations (Hausknecht and Stone 2015).</summary>
    Lstm,

    /// <summary>Dense layers, then a gated recurrent unit, a smaller memory.</summary>
    Gru,
}
