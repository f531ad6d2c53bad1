package com.acme.analytics.benchmarks.stream.job;

import java.util.stream.IntStream;

/** What events have of their users, made once. */
final class Users {
  private final StreamEvents events;
  private final User[] users;

  Users(StreamEvents events) {
    this.events = events;
    users = IntStream.range(0, events.users()).mapToObj(User::of).toArray(User[]::new);
  }

  /** The user of the event of the number. */
  User of(long number) {
    return users[events.user(number)];
  }

  /**
   * One user.
   *
   * @param key customer and user, as the stream's state is keyed
   */
  record User(String customer, String id, String key, long hash) {
    static User of(int number) {
      String customer = StreamEvents.customer(number);
      String id = StreamEvents.userId(number);
      return new User(customer, id, customer + "/" + id, StreamEvents.userHash(number));
    }
  }
}
