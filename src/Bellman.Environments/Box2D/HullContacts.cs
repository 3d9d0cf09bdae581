using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>Notes when the hull hits the moon and which legs touch it.</summary>
internal sealed class LanderContacts(LanderCraft craft) : IContactListener
{
    private readonly bool[] _legs = new bool[2];

    /// <summary>Whether the hull has touched the moon.</summary>
    public bool HasCrashed { get; set; }

    public bool IsAnyLegDown => _legs[0] || _legs[1];

    public ref bool Leg(int index) => ref _legs[index];

    public void Clear()
    {
        HasCrashed = false;
        _legs.AsSpan().Clear();
    }

    public void BeginContact(Contact contact)
    {
        HasCrashed |= Involves(contact, craft.Hull);
        for (int i = 0; i < _legs.Length; i++)
        {
            _legs[i] |= Involves(contact, craft.Legs[i]);
        }
    }

    /// <summary>As upstream, a leg that leaves one of two segments counts as up although it still stands on the other.</summary>
    public void EndContact(Contact contact)
    {
        for (int i = 0; i < _legs.Length; i++)
        {
            _legs[i] &= !Involves(contact, craft.Legs[i]);
        }
    }

    private static bool Involves(Contact contact, Body body) => contact.FixtureA.Body == body || contact.FixtureB.Body == body;
}
