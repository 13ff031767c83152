"""The same few clients in every form in which sites write them down; `PW` stands where a password would be."""

JOB = """\
//ORDNITE  JOB (ACCT),'SQL',CLASS=A,USER=BATUSR1
//RUN      EXEC PROC=JVMPRC86,JAVACLS='site.main.Class'
//STDENV   DD *
CLASSPATH=/usr/lpp/ims/ims15/imsjava/imsudb.jar:/usr/include/java_classes/IRRRacf.jar
CLASSPATH="$CLASSPATH":/usr/lpp/java/lib/ext/ibmjzos.jar
export CLASSPATH
//SYSIN    DD *
CONNECT jdbc:ims://icon1.example.com:5555/ORDPSB1:applName=IMSDRDA1;;
SELECT * FROM PCB01.ORDERS;
DISCONNECT;
"""

JOB_PASSWORD = JOB.replace("applName=IMSDRDA1;;", "user=REPUSR1;password=PW;;")

SERVER = """\
<?xml version="1.0" encoding="UTF-8"?>
<server description="orders">
  <include location="common.xml"/>
  <variable name="ims.host" value="icon1.example.com"/>
  <authData id="imsAuth" user="WEBUSR1" password="PW"/>
  <resourceAdapter id="imsDrda" location="/opt/imsudbJXA.rar"/>
  <connectionManager id="cm1" maxPoolSize="20" agedTimeout="0"/>
  <connectionFactory jndiName="jdbc/orders" connectionManagerRef="cm1" containerAuthDataRef="imsAuth">
    <properties.imsDrda datastoreServer="${ims.host}" portNumber="5555" databaseName="ORDPSB1"
                        dataStoreName="IMSA" driverType="4"/>
  </connectionFactory>
  <connectionFactory jndiName="tm/orders">
    <properties.gmoa hostName="icon1.example.com" portNumber="9999" password="PW"/>
  </connectionFactory>
</server>
"""

CONTEXT = """\
<Context>
  <Resource name="jdbc/ims" type="javax.sql.DataSource" driverClassName="com.ibm.ims.jdbc.IMSDriver"
            url="jdbc:ims://icon1.example.com:5555/ORDPSB1:applName=IMSDRDA1;" username="WEBUSR1" password="PW"
            maxTotal="5" maxIdle="0"/>
</Context>
"""

RESOURCES = """\
<resources>
  <factories xmi:type="resources.j2c:J2CConnectionFactory" name="orders" jndiName="eis/orders">
    <propertySet>
      <resourceProperties name="DatastoreServer" value="icon1.example.com"/>
      <resourceProperties name="PortNumber" value="5555"/>
      <resourceProperties name="User" value="WEBUSR1"/>
      <resourceProperties name="Password" value="PW"/>
    </propertySet>
    <connectionPool maxConnections="10" agedTimeout="-1"/>
  </factories>
</resources>
"""

SPRING = """\
spring.datasource.type=com.ibm.ims.jdbc.IMSDataSource
spring.datasource.driver-class-name=com.ibm.ims.jdbc.IMSDriver
spring.datasource.url=jdbc:mysql://localhost/dummy
imsdatasource.DatastoreServer=icon1.example.com
imsdatasource.PortNumber=5555
imsdatasource.user=WEBUSR1
imsdatasource.password=PW
"""

HIKARI = """\
spring:
  datasource:
    url: "jdbc:ims://icon1.example.com:5555/ORDPSB1:applName=IMSDRDA1;"
    username: WEBUSR1
    password: PW
    hikari:
      maximum-pool-size: 10
      max-lifetime: 45000
"""

TOMCAT = """\
app.ds.url=jdbc:ims://icon1.example.com:5555/ORDPSB1
app.ds.username=WEBUSR1
app.ds.password=PW
app.ds.tomcat.max-idle=0
"""

SHELL = """\
#!/bin/sh
HOST=icon1.example.com
export IMS_PASSWORD=PW
java -cp imsudb.jar Run "jdbc:ims://$HOST:5555/ORDPSB1:user=WEBUSR1;password=$IMS_PASSWORD;"
"""

PYTHON = """\
import jaydebeapi
url = "jdbc:ims://icon1.example.com:5555/ORDPSB1"
conn = jaydebeapi.connect("com.ibm.ims.jdbc.IMSDriver", url, ["WEBUSR1", "PW"], "imsudb.jar")
"""

JAVA = """\
String url = "jdbc:ims://icon1.example.com:5555/ORDPSB1:user=WEBUSR1;password=PW;";
Connection c = DriverManager.getConnection(url);
"""

JSON = '{"datasource": {"url": "jdbc:ims://icon1.example.com:5555/ORDPSB1", "password": "PW"}}\n'

BEANS = """\
<beans><bean id="pool" class="com.zaxxer.hikari.HikariDataSource">
  <property name="jdbcUrl" value="jdbc:ims://icon1.example.com:5555/ORDPSB1:applName=IMSDRDA1;"/>
  <property name="username" value="WEBUSR1"/>
  <property name="password" value="PW"/>
</bean></beans>
"""

TEXTS = {
    "ordnite.jcl": JOB_PASSWORD,
    "card.jcl": JOB.replace("USER=BATUSR1", "USER=BATUSR1,PASSWORD=PW"),
    "server.xml": SERVER,
    "context.xml": CONTEXT,
    "resources.xml": RESOURCES,
    "application.properties": SPRING,
    "application.yaml": HIKARI,
    "pool.properties": TOMCAT,
    "run.sh": SHELL,
    "load.py": PYTHON,
    "Load.java": JAVA,
    "config.json": JSON,
    "beans.xml": BEANS,
}
"""Every form, each with at least one password."""
