package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.Salt;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

final class PseudonymStepTest {
  /** HMAC-SHA256 of "alice" under 32 zero bytes, by {@code openssl dgst}. */
  private static final String ALICE = "p_zjg392pUpjUZGxcErHZyJk_BfDOX_1Ln2s_B7zYDpJM";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PseudonymStep step = new PseudonymStep();

  @Test
  void isTheHmacOfTheValueUnderTheSalt() {
    Event event = Events.event();
    event.setUserId("alice");

    step.apply(event, Caller.NONE, Events.pseudonymised("user_id"));

    assertThat(event.getUserId()).isEqualTo(ALICE);
  }

  @Test
  void onlyTheConfiguredFieldsAreReplaced() {
    Event event = Events.event();
    event.setUserId("alice");
    event.setAnonymousId("alice");
    event.setProperties("{\"email\":\"alice\"}");

    step.apply(event, Caller.NONE, Events.pseudonymised("anonymous_id"));

    assertThat(event.getUserId()).isEqualTo("alice");
    assertThat(event.getAnonymousId()).isEqualTo(ALICE);
    assertThat(event.getProperties()).isEqualTo("{\"email\":\"alice\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"email\":\"alice\"}|{\"email\":\"@\"}",
        "{ \"a\" : [1, {\"email\": 1}] , \"email\" : \"alice\" ,\"z\":1.50}|{ \"a\" : [1, {\"email\": 1}] , \"email\" : \"@\" ,\"z\":1.50}",
        "{\"email\":\"al\\u0069ce\"}|{\"email\":\"@\"}",
        "{\"em\\u0061il\":\"alice\"}|{\"em\\u0061il\":\"@\"}",
        "{\"email\":null}|{\"email\":null}",
        "{\"email\":true}|{\"email\":true}",
        "{\"email\":{\"a\":\"alice\"},\"b\":1}|{\"email\":null,\"b\":1}",
        "{\"email\":[\"alice\", [\"}\"]]}|{\"email\":null}",
        "{\"Email\":\"alice\"}|{\"Email\":\"alice\"}",
        "{\"a\":{\"email\":\"alice\"}}|{\"a\":{\"email\":\"alice\"}}",
        "{\"a\":\"email\",\"b\":\"\\\"email\\\":1\"}|{\"a\":\"email\",\"b\":\"\\\"email\\\":1\"}",
        "{}|{}"
      })
  void aPropertyIsReplacedAtTheTopLevelAndAllElseStaysAsWritten(String before, String after) {
    assertThat(properties(before, "properties.email")).isEqualTo(after.replace("@", ALICE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "-1", "1.50", "1e3", "0"})
  void aNumberHasThePseudonymOfItsText(String number) {
    String before = "{\"account\": " + number + " ,\"b\":" + number + "}";
    String after = "{\"account\": \"" + pseudonym(number) + "\" ,\"b\":" + number + "}";

    assertThat(properties(before, "properties.account")).isEqualTo(after);
  }

  @Test
  void severalPropertiesAreReplacedInOneGo() {
    String before = "{\"a\":\"x\",\"b\":7,\"c\":\"x\",\"d.e\":\"y\"}";

    assertThat(properties(before, "properties.a", "properties.b", "properties.d.e"))
        .isEqualTo(
            "{\"a\":\"%s\",\"b\":\"%s\",\"c\":\"x\",\"d.e\":\"%s\"}",
            pseudonym("x"), pseudonym("7"), pseudonym("y"));
  }

  @Test
  void anObjectOrArraySaysThatItWasDropped() {
    Event event = Events.event();
    event.setProperties("{\"email\":{}}");

    step.apply(event, Caller.NONE, Events.pseudonymised("properties.email"));

    assertThat(event.getWarnings()).containsExactly("property_dropped");
  }

  @Test
  void whatWasTakenFromAPropertyIsReplacedWithIt() {
    Event event = Events.event();
    event.setProperties("{\"path\":\"/u/alice\",\"referrer\":\"https://a/alice\"}");
    event.setPagePath("/u/alice");
    event.setPageReferrer("https://other/");

    step.apply(event, Caller.NONE, Events.pseudonymised("properties.path", "properties.referrer"));

    assertThat(event.getPagePath()).isEqualTo(pseudonym("/u/alice"));
    assertThat(event.getPageReferrer()).isEqualTo("https://other/");
    assertThat(event.getProperties()).doesNotContain("alice");
  }

  @Test
  void aValueThatLooksLikeAPseudonymIsHashedLikeAnyOther() {
    assertThat(pseudonym(ALICE)).startsWith("p_").isNotEqualTo(ALICE);
  }

  @Test
  void anotherCustomersPseudonymIsAnother() {
    byte[] other = new byte[Salt.BYTES];
    Arrays.fill(other, (byte) 1);

    assertThat(new Pseudonyms(Salt.of(other)).of("alice")).isNotEqualTo(ALICE);
  }

  @Test
  void whatCouldNotBeReplacedIsTakenOut() {
    Event event = Events.event();
    event.setUserId("alice");
    event.setAnonymousId("bob");
    event.setPagePath("/u/alice");
    event.setProperties("{\"path\":\"/u/alice\"}");

    step.withdraw(event, Events.pseudonymised("user_id", "properties.path"));

    assertThat(event.getUserId()).isNull();
    assertThat(event.getAnonymousId()).isEqualTo("bob");
    assertThat(event.getPagePath()).isNull();
    assertThat(event.getProperties()).isEqualTo("{}");
  }

  @Property
  void aPseudonymIsDeterministicAndPlainText(@ForAll String value) {
    assertThat(pseudonym(value)).matches("p_[A-Za-z0-9_-]{43}").isEqualTo(pseudonym(value));
  }

  @Property(tries = 300)
  void anyPropertiesStayTheSameButForTheReplaced(
      @ForAll Map<String, String> others, @ForAll String name, @ForAll String value) {
    others.put(name, value);
    String replaced = properties(JSON.writeValueAsString(others), "properties." + name);
    others.put(name, pseudonym(value));

    assertThat(JSON.readValue(replaced, Object.class)).isEqualTo(others);
  }

  private String properties(String text, String... fields) {
    Event event = Events.event();
    event.setProperties(text);
    step.apply(event, Caller.NONE, Events.pseudonymised(fields));
    return event.getProperties();
  }

  private static String pseudonym(String value) {
    return new Pseudonyms(Events.SALT).of(value);
  }
}
