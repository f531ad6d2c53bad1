package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.lambda.LambdaService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API key that {@code up} prints, with every scope: made once by the function that makes keys,
 * and kept, since the table only has its hash.
 */
final class DevelopmentKey {
  private static final String CUSTOMER = "dev";

  /** An earlier build's development.key has no scopes. */
  private static final String FILE = "development-all-scopes.key";

  private DevelopmentKey() {}

  static String readOrCreate(Home home, LambdaService lambda) throws IOException {
    Path file = home.data("identity").resolve(FILE);
    if (Files.exists(file)) {
      return Files.readString(file).trim();
    }
    String key = create(lambda);
    Files.createDirectories(file.getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, key);
    return key;
  }

  private static String create(LambdaService lambda) {
    byte[] request = new KeyRequest(CUSTOMER, List.of(), null, null).toJson();
    InvokeResult result = lambda.invoke(PlatformFunctions.CREATE_API_KEY, request);
    if (result instanceof InvokeResult.Success success) {
      JsonNode answer = JsonMapper.shared().readTree(success.payload());
      return answer.get("api_key").asString();
    }
    throw new IllegalStateException("no development key could be made: " + text(result));
  }

  private static String text(InvokeResult result) {
    return switch (result) {
      case InvokeResult.Success success -> new String(success.payload(), StandardCharsets.UTF_8);
      case InvokeResult.FunctionError error -> new String(error.payload(), StandardCharsets.UTF_8);
      case InvokeResult.Refused refused -> refused.message();
    };
  }
}
