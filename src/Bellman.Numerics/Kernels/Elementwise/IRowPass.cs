namespace Bellman.Numerics;

/// <summary>A pass over the elements of a row, of which there are many.</summary>
/// <typeparam name="TSelf">The pass itself.</typeparam>
internal interface IRowPass<TSelf> : IElementwise
    where TSelf : struct, IRowPass<TSelf>
{
    /// <summary>The pass over another row, where this one is over the first.</summary>
    /// <param name="row">Which.</param>
    TSelf At(nint row);
}
