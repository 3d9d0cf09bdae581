using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>Notes which tiles the car's parts begin and cease to touch, and counts the reward of new ones.</summary>
/// <param name="road">The road.</param>
/// <param name="car">The car.</param>
/// <param name="lapCompletePercent">The part of the tiles that a lap takes.</param>
internal sealed class CarContacts(CarRoad road, CarMachine car, double lapCompletePercent) : IContactListener
{
    private const double TrackReward = 1000;

    /// <summary>The sum of all rewards so far, less what steps cost.</summary>
    public double Reward { get; set; }

    public void BeginContact(Contact contact)
    {
        (int tile, CarWheel? wheel) = Read(contact);
        road.Touch(tile);
        if (wheel is null)
        {
            return;
        }
        wheel.TileCount++;
        if (road.Visit(tile, lapCompletePercent))
        {
            Reward += TrackReward / road.Count;
        }
    }

    public void EndContact(Contact contact)
    {
        (int tile, CarWheel? wheel) = Read(contact);
        road.Touch(tile);
        if (wheel is not null)
        {
            wheel.TileCount--;
        }
    }

    /// <summary>A contact is always between a tile and a part of the car: parts do not meet each other.</summary>
    private (int Tile, CarWheel? Wheel) Read(Contact contact)
    {
        int first = contact.FixtureA.Body.Tag, second = contact.FixtureB.Body.Tag;
        return first >= 0 ? (first, car.WheelOf(second)) : (second, car.WheelOf(first));
    }
}
