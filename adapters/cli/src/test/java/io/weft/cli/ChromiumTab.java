/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page in Chromium that scripts can be run in, over the DevTools protocol. */
final class ChromiumTab implements AutoCloseable {
    private static final int TIMEOUT_S = 60;
    private static final List<String> COMPLAINTS =
            List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded");

    private final ObjectMapper mapper = new ObjectMapper();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Process process;
    private final WebSocket socket;
    private int lastId;

    private ChromiumTab(Process process, URI uri) {
        this.process = process;
        socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(uri, new Listener())
                        .join();
    }

    static ChromiumTab open(Path program, Path profile, String address)
            throws IOException, InterruptedException {
        Files.createDirectories(profile);
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--remote-debugging-port=0",
                                "--remote-allow-origins=*",
                                "--window-size=1280,1200",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(profile.resolve("log").toFile())
                        .start();
        try {
            ChromiumTab tab = new ChromiumTab(process, page(profile.resolve("DevToolsActivePort")));
            tab.send("Runtime.enable", Map.of());
            tab.send("Log.enable", Map.of());
            tab.send("Page.navigate", Map.of("url", address));
            return tab;
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Where its first page listens; the browser writes its port into a file. */
    private static URI page(Path portFile) throws IOException, InterruptedException {
        for (int i = 0; i < TIMEOUT_S * 10; i++) {
            if (Files.exists(portFile) && Files.readAllLines(portFile).size() > 1) {
                URI list =
                        URI.create(
                                "http://127.0.0.1:"
                                        + Files.readAllLines(portFile).get(0)
                                        + "/json/list");
                String text =
                        HttpClient.newHttpClient()
                                .send(
                                        HttpRequest.newBuilder(list).build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body();
                for (JsonNode target : new ObjectMapper().readTree(text)) {
                    if (target.get("type").asText().equals("page")) {
                        return URI.create(target.get("webSocketDebuggerUrl").asText());
                    }
                }
            }
            Thread.sleep(100);
        }
        return fail("chromium does not listen");
    }

    private JsonNode send(String method, Map<String, ?> parameters)
            throws IOException, InterruptedException {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", ++lastId);
        message.put("method", method);
        message.put("params", parameters);
        socket.sendText(mapper.writeValueAsString(message), true).join();
        JsonNode answer = answers.poll(TIMEOUT_S, TimeUnit.SECONDS);
        while (answer != null && answer.get("id").asInt() != lastId) {
            answer = answers.poll(TIMEOUT_S, TimeUnit.SECONDS);
        }
        if (answer == null) {
            fail("chromium does not answer " + method);
        }
        return answer;
    }

    /** What an expression comes to, as text. */
    String evaluate(String expression) throws IOException, InterruptedException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("expression", expression);
        parameters.put("returnByValue", true);
        JsonNode result = send("Runtime.evaluate", parameters).path("result");
        assertEquals("", result.path("exceptionDetails").asText(), result::toString);
        return result.path("result").path("value").asText();
    }

    /** Waits until an expression is true. */
    void await(String expression) throws IOException, InterruptedException {
        for (int i = 0; i < TIMEOUT_S * 10; i++) {
            if (evaluate("String(Boolean(" + expression + "))").equals("true")) {
                return;
            }
            Thread.sleep(100);
        }
        fail(expression + " does not come true; " + evaluate("document.body.innerText"));
    }

    /** What the page said on its console, with what it threw. */
    List<String> complaints() {
        return complaints;
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take();
            }
            webSocket.request(1);
            return null;
        }

        private void take() {
            try {
                JsonNode message = mapper.readTree(text.toString());
                if (message.has("id")) {
                    answers.add(message);
                } else if (COMPLAINTS.contains(message.path("method").asText())) {
                    complaints.add(message.toString());
                }
            } catch (IOException e) {
                complaints.add(e.toString());
            } finally {
                text.setLength(0);
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
