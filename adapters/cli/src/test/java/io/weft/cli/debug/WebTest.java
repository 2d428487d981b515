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
package io.weft.cli.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.QueueRequest;
import io.weft.core.debug.CheckpointStore;
import io.weft.core.debug.MemoryCheckpoints;
import io.weft.core.spi.Journal;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.Limits;
import io.weft.placement.StandardPolicies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebTest {
    private final MemoryJournal journal = new MemoryJournal();
    private Kernel kernel;
    private Session session;
    private Web web;

    @BeforeEach
    void begin() throws IOException {
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(new Limits().nodeCount(2).coresPerNode(4))
                                .journal(journal)
                                .policies(new StandardPolicies())
                                .clock(() -> 0));
        kernel.inputWriter().defineQueue(new QueueRequest(0));
        kernel.inputWriter().defineNode(0, 4, 0, 0, 0, 0, -1);
        DecisionListener nobody = new DecisionListener() {};
        while (kernel.doWork() + kernel.poll(nobody, 10) > 0) {
            // Until nothing is left to do.
        }
        session =
                new Session(
                        Path.of("."),
                        new Places(),
                        new StandardPolicies(),
                        new Watch(last -> null));
        web = new Web(new Commands(session, (job, position) -> null), 0);
    }

    @AfterEach
    void end() {
        web.close();
        web.close();
        session.close();
        kernel.close();
    }

    private URI uri(String path) {
        return URI.create(web.address()).resolve(path);
    }

    private String token() {
        return web.address().substring(web.address().indexOf('=') + 1);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder command(String line) {
        return HttpRequest.newBuilder(uri("/api")).POST(HttpRequest.BodyPublishers.ofString(line));
    }

    private JsonNode ask(String line) throws Exception {
        HttpResponse<String> response = send(command(line).header(Web.TOKEN_HEADER, token()));
        assertEquals(200, response.statusCode());
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void shouldAnswerCommands() throws Exception {
        JsonNode answer = ask("next");

        assertTrue(answer.get("ok").asBoolean());
        assertEquals(1, answer.get("data").get("position").asInt());
        assertTrue(answer.get("lines").get(1).asText().contains("DefineQueue"));
    }

    @Test
    void shouldSayWhatCannotBeDone() throws Exception {
        JsonNode answer = ask("goto 99");

        assertFalse(answer.get("ok").asBoolean());
        assertEquals("position=99, expected 0..2", answer.get("error").asText());
    }

    @Test
    void shouldServeThePageToWhoeverHasTheAddress() throws Exception {
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(web.address())));

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("weft debug"));
        assertFalse(page.body().contains("{{"), "a place was not filled");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("default-src 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElseThrow());
    }

    @Test
    void shouldRefuseAWrongTokenAndNone() throws Exception {
        assertEquals(403, send(HttpRequest.newBuilder(uri("/"))).statusCode());
        assertEquals(403, send(HttpRequest.newBuilder(uri("/?token="))).statusCode());
        assertEquals(403, send(HttpRequest.newBuilder(uri("/?token=00"))).statusCode());
        assertEquals(403, send(command("where")).statusCode());
        String wrong = token().substring(1) + "x";
        assertEquals(403, send(command("where").header(Web.TOKEN_HEADER, wrong)).statusCode());
        assertEquals(403, send(HttpRequest.newBuilder(uri("/api?token=" + token()))).statusCode());
    }

    @Test
    void shouldRefuseAnotherHostAndAnotherOrigin() throws Exception {
        int port = uri("/").getPort();
        assertTrue(raw("Host: evil.example:" + port).startsWith("HTTP/1.1 403"));
        assertTrue(raw("Host: 127.0.0.1").startsWith("HTTP/1.1 403"));
        assertTrue(raw("Host: 127.0.0.1:" + port).startsWith("HTTP/1.1 200"));
        assertTrue(raw("Host: localhost:" + port).startsWith("HTTP/1.1 200"));
        assertTrue(
                raw("Host: 127.0.0.1:" + port + "\r\nOrigin: http://evil.example")
                        .startsWith("HTTP/1.1 403"));
    }

    /** Status line of a request for the page with headers of our own. */
    private String raw(String headers) throws IOException {
        URI address = URI.create(web.address());
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            String request =
                    "GET /?"
                            + address.getQuery()
                            + " HTTP/1.1\r\n"
                            + headers
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            BufferedReader answer =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return answer.readLine();
        }
    }

    @Test
    void shouldListenOnThisMachineOnly() throws Exception {
        assertTrue(InetAddress.getByName(URI.create(web.address()).getHost()).isLoopbackAddress());
        assertTrue(web.address().startsWith("http://127.0.0.1:"));
    }

    @Test
    void shouldHaveNothingElse() throws Exception {
        assertEquals(404, send(HttpRequest.newBuilder(uri("/etc?token=" + token()))).statusCode());
        assertEquals(
                405, send(HttpRequest.newBuilder(uri("/?token=" + token())).DELETE()).statusCode());
    }

    @Test
    void shouldEndWhenItIsToldTo() throws Exception {
        ask("quit");
        web.await();
    }

    private final class Places implements Session.Opener {
        @Override
        public Journal journal(Path directory) {
            return journal;
        }

        @Override
        public CheckpointStore checkpoints(Path directory) {
            return new MemoryCheckpoints();
        }

        @Override
        public SnapshotStore snapshots(Path directory) {
            return null;
        }
    }
}
